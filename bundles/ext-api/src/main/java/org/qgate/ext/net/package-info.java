/** Streams and calls between nodes, by protocol. */
@Version("1.1.0")
package org.qgate.ext.net;

import org.osgi.annotation.versioning.Version;
