/** Descriptors, snapshots, gossip: the common view of relays. Knows nothing of circuits. */
package org.qgate.kernel.internal.directory;
