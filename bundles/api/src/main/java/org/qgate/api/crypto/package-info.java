/** Identities, handshakes and ciphers as contracts. Implementations never log. */
@org.osgi.annotation.versioning.Version("1.0.0")
package org.qgate.api.crypto;
