/**
 * The network's protocol spoken by hand, without a node: for load, and for peers that break the rules. A second
 * implementation of what an initiator sends; only the cryptography is the node's own.
 */
package org.qgate.testnet.raw;
