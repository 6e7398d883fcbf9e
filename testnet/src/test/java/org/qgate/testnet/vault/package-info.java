/** The vault and the store of real nodes: what lies on their disks, and what happens when keys come and go. */
package org.qgate.testnet.vault;
