package org.qgate.gate.internal.protocol;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.qgate.api.base.Workers;
import org.qgate.api.protocol.Protocols.CallServer;
import org.qgate.api.protocol.Protocols.StreamServer;

/**
 * Who serves which protocols, and where that runs: all of one version of something. A protocol is in one of the maps.
 *
 * @param workers where servers run, one thread a stream or call; what they do not take is refused
 * @param streams by protocol
 * @param calls by protocol
 */
public record Servers(Workers workers, Map<String, StreamServer> streams, Map<String, CallServer> calls) {
    /** Copies the maps. */
    public Servers {
        streams = Map.copyOf(streams);
        calls = Map.copyOf(calls);
    }

    /** Returns all protocols. */
    public Set<String> protocols() {
        Set<String> all = new HashSet<>(streams.keySet());
        all.addAll(calls.keySet());
        return all;
    }
}
