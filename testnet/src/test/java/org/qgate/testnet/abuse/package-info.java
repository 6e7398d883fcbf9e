/** A real relay process, attacked by peers that break the rules while others go on asking for its service. */
package org.qgate.testnet.abuse;
