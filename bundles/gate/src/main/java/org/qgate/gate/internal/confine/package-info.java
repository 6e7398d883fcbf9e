/**
 * What holds the process of an extender: the file system it is shown, the system calls it has, its share of the processor, and
 * its end with the node. Knows processes and one socket; not what is said over that.
 */
package org.qgate.gate.internal.confine;
