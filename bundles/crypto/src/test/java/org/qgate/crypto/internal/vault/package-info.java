/** Tests of the vault. */
package org.qgate.crypto.internal.vault;
