/** Tests of simulated devices as processes. */
package org.qgate.testnet.device;
