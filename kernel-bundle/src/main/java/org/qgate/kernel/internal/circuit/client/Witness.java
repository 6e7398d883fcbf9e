package org.qgate.kernel.internal.circuit.client;

import org.qgate.api.NodeId;

/** Hears which snapshots relays have in force, as they say to whom they do not know: over circuits. */
public interface Witness {
    /** A circuit's last hop answered. */
    void told(NodeId relay, String digest, long validAfterMs);
}
