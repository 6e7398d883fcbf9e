/**
 * Extenders in processes of their own: how such a process begins and ends, what is said over its one socket, and the door
 * through which it reaches the facades of its instance. Nothing that comes from a process is trusted.
 */
package org.qgate.gate.internal.process;
