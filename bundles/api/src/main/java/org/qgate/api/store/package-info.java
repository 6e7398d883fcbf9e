/** The local store as a contract: maps of bytes whose every acknowledged change survives. */
@org.osgi.annotation.versioning.Version("1.0.0")
package org.qgate.api.store;
