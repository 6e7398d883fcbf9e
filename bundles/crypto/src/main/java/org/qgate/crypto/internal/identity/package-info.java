/** Keys of this node, their files, certificates and dual signatures; no handshake belongs here. */
package org.qgate.crypto.internal.identity;
