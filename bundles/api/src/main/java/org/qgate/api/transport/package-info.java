/** Every data socket, held by number. The contract between the socket owner and those who decide. */
@org.osgi.annotation.versioning.Version("1.0.0")
package org.qgate.api.transport;
