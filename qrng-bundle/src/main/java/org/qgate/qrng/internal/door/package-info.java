/** What programs of this machine reach of quantum randomness: over HTTPS and by the FIFO. Knows contracts only. */
package org.qgate.qrng.internal.door;
