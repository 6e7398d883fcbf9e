/** Tests of the drivers: with real files, FIFOs and servers on loopback. */
package org.qgate.qrng.internal.source;
