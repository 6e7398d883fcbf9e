/** Updates of real nodes: what goes on, what is refused, what becomes of versions that are broken. */
package org.qgate.testnet.update;
