/** Minting: what happens becomes signed blocks of this node's stream, durable before anybody sees them. */
package org.qgate.qrng.internal.mint;
