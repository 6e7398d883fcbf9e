/** Streams and calls between nodes, by protocol, for bundles of the node. */
@org.osgi.annotation.versioning.Version("1.0.0")
package org.qgate.api.protocol;
