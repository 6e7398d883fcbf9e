/** Verifying QuStream blocks without a node. */
package org.qgate.client.blocks;
