/** The named pipe that programs read random bytes from. */
package org.qgate.local.internal.fifo;
