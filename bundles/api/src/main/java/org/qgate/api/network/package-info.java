/** The overlay: peers, links, circuits, streams, as values and services. */
@org.osgi.annotation.versioning.Version("1.0.0")
package org.qgate.api.network;
