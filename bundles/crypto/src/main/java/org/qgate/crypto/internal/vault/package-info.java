/** The vault: header, key files, keys in memory, sealing. Nothing here logs. */
package org.qgate.crypto.internal.vault;
