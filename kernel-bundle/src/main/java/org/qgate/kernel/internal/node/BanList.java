package org.qgate.kernel.internal.node;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.qgate.api.NodeId;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.QGateException;
import org.qgate.api.network.Peers;
import org.qgate.api.store.Row;
import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;
import org.qgate.kernel.internal.Archive;

/** Nodes that this node refuses, a record each in the store. Thread-safe; changes and {@link #load} block. */
final class BanList {
    private static final int VERSION = 1;
    private static final int MAX_REASON = 65_535;

    private final Archive archive;
    private final Map<NodeId, Peers.Ban> bans = new ConcurrentHashMap<>();

    /** Makes an empty list; {@link #load} fills it. */
    BanList(Archive archive) {
        this.archive = archive;
    }

    /**
     * Reads what is kept.
     *
     * @throws QGateException QG-BAS-0006 when a record makes no sense: a ban that is lost would admit somebody
     */
    synchronized void load() {
        Map<NodeId, Peers.Ban> read = new HashMap<>();
        archive.each(Archive.BANS, "", row -> {
            Peers.Ban ban = ban(row);
            read.put(ban.id(), ban);
        });
        take(read);
    }

    private void take(Map<NodeId, Peers.Ban> read) {
        bans.putAll(read); // before others go: nobody is admitted in between
        bans.keySet().retainAll(read.keySet());
    }

    private static Peers.Ban ban(Row row) {
        try {
            WireReader in = new WireReader(row.value());
            int version = in.u8();
            long sinceMs = in.i64();
            if (version != VERSION) {
                throw new WireException("a ban of version " + version);
            }
            String reason = new String(in.bytes(in.remaining()), StandardCharsets.UTF_8);
            return new Peers.Ban(NodeId.of(row.key()), reason, sinceMs);
        } catch (WireException | IllegalArgumentException malformed) {
            throw new QGateException(BaseError.STATE_READ, "a ban is malformed: " + malformed.getMessage(), malformed);
        }
    }

    static byte[] record(Peers.Ban ban) {
        byte[] reason = ban.reason().getBytes(StandardCharsets.UTF_8);
        return new WireWriter(9 + reason.length)
                .u8(VERSION)
                .i64(ban.sinceMs())
                .bytes(reason, 0, Math.min(reason.length, MAX_REASON))
                .toBytes();
    }

    boolean contains(NodeId id) {
        return bans.containsKey(id);
    }

    List<Peers.Ban> all() {
        return bans.values().stream().sorted((x, y) -> x.id().compareTo(y.id())).toList();
    }

    synchronized void add(Peers.Ban ban) {
        archive.map(Archive.BANS).put(ban.id().bytes(), record(ban));
        bans.put(ban.id(), ban);
    }

    synchronized boolean remove(NodeId id) {
        boolean known = bans.containsKey(id);
        if (known) {
            archive.map(Archive.BANS).remove(id.bytes());
            bans.remove(id);
        }
        return known;
    }

    /** Drops what is in memory: whoever looks at it may not read it any more. */
    void forget() {
        bans.clear();
    }

    /** Returns all as plain values: behind the gate of a hand-over nobody can ask the store. */
    List<Map<String, Object>> freeze() {
        List<Map<String, Object>> all = new ArrayList<>();
        bans.values()
                .forEach(ban ->
                        all.add(Map.of("id", ban.id().bytes(), "reason", ban.reason(), "sinceMs", ban.sinceMs())));
        return all;
    }

    /** Takes what another list gave in the place of what is here. */
    void thaw(List<Map<String, Object>> frozen) {
        Map<NodeId, Peers.Ban> read = new HashMap<>();
        for (Map<String, Object> one : frozen) {
            NodeId id = NodeId.of((byte[]) one.get("id"));
            read.put(id, new Peers.Ban(id, (String) one.get("reason"), (Long) one.get("sinceMs")));
        }
        take(read);
    }
}
