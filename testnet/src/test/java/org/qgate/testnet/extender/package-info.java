/** Extenders on real nodes. */
package org.qgate.testnet.extender;
