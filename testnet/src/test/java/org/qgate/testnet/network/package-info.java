/** Tests over a network of real node processes, shared by all classes of a run. */
package org.qgate.testnet.network;
