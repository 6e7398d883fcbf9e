package org.qgate.api.network;

import java.util.List;
import org.qgate.api.NodeId;
import org.qgate.api.net.Endpoint;

/**
 * One peer.
 *
 * @param nodeId null for an anonymous client linked to this relay
 * @param state {@code LINKED}, {@code CONNECTING}, {@code KNOWN}, {@code BANNED}
 * @param direction {@code in}, {@code out} or empty
 * @param flags of the snapshot: {@code exit}, {@code seed}, {@code guard}, {@code service} (takes streams by protocol), {@code
 *     last-only} (carries circuits no further)
 * @param rttMicros last round trip of a PING, 0 when unknown
 */
public record PeerInfo(
        NodeId nodeId,
        String state,
        String direction,
        Endpoint remote,
        List<Endpoint> advertised,
        List<String> flags,
        String suite,
        long upSinceMs,
        long rttMicros,
        long bytesIn,
        long bytesOut,
        int circuits,
        int keyGeneration) {}
