/**
 * What the tests weave into copies of swappable bundles so that they fail when it hurts. Works inside a node, with nothing
 * but the contracts; no bundle that is shipped contains it.
 */
package org.qgate.testnet.broken;
