/** Addresses as values. Nothing here resolves a name: literals only. */
@org.osgi.annotation.versioning.Version("1.0.0")
package org.qgate.api.net;
