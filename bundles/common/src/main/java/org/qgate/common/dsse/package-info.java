/** Signed documents: the Dead Simple Signing Envelope, without the signing, which whoever has the primitives brings. */
package org.qgate.common.dsse;
