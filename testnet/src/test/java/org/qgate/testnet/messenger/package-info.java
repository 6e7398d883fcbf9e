/** The messenger on real nodes, by the commands of their shells. */
package org.qgate.testnet.messenger;
