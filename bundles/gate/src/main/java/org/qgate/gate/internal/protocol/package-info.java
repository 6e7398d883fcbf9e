/**
 * Streams and calls between nodes by protocol. On the event loop: ports, frames, what the kernel says. On threads of those who
 * ask or serve: everything that waits. What they share is small, bounded and has a lock of its own.
 */
package org.qgate.gate.internal.protocol;
