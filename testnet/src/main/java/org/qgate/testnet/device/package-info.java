/** Simulated devices as processes of their own: started, shown, broken and stopped from outside. */
package org.qgate.testnet.device;
