/** Quantum randomness: devices behind one interface, bytes with a label, blocks that are signed; for bundles of the node. */
@org.osgi.annotation.versioning.Version("1.0.0")
package org.qgate.api.qrng;
