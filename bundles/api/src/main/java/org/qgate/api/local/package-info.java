/** What programs on this machine reach: HTTPS on loopback with tokens, a FIFO; for bundles of the node. */
@org.osgi.annotation.versioning.Version("1.0.0")
package org.qgate.api.local;
