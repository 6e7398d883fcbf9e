/** Wires quantum randomness to the node: settings in, services out. */
package org.qgate.qrng.internal;
