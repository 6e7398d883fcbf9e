/** Identities and ids that every contract shares. Values only: no components, state, threads or I/O. */
@org.osgi.annotation.versioning.Version("1.0.0")
package org.qgate.api;
