/** The link handshake, records and rekeying ([LINK-n], [REC-n]). */
package org.qgate.crypto.internal.link;
