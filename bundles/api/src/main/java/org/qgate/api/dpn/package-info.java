/** Entry and exit decisions of the private network. */
@org.osgi.annotation.versioning.Version("1.0.0")
package org.qgate.api.dpn;
