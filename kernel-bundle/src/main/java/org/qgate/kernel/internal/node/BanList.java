package org.qgate.kernel.internal.node;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.qgate.api.NodeId;
import org.qgate.api.base.StateFolder;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.QGateException;
import org.qgate.api.network.Peers;
import org.qgate.common.json.Json;

/** Nodes that this node refuses, kept in the state folder. Thread-safe; changes block on disk. */
final class BanList {
    private static final String FILE = "kernel/bans.json";
    private static final String SCHEMA = "qgate.bans/1";

    private final StateFolder state;
    private final Map<NodeId, Peers.Ban> bans = new ConcurrentHashMap<>();

    /** Reads what was stored. */
    BanList(StateFolder state) {
        this.state = state;
        state.read(FILE).ifPresent(this::load);
    }

    private void load(byte[] content) {
        try {
            Map<?, ?> document = (Map<?, ?>) Json.read(new String(content, StandardCharsets.UTF_8));
            if (!SCHEMA.equals(document.get("schema"))) {
                throw new IllegalArgumentException("schema is not " + SCHEMA);
            }
            for (Object entry : (Collection<?>) document.get("bans")) {
                Map<?, ?> ban = (Map<?, ?>) entry;
                NodeId id = NodeId.parse((String) ban.get("nodeId"));
                bans.put(id, new Peers.Ban(id, (String) ban.get("reason"), (Long) ban.get("sinceMs")));
            }
        } catch (IllegalArgumentException | ClassCastException | NullPointerException malformed) {
            throw new QGateException(BaseError.STATE_READ, FILE + " is malformed", malformed);
        }
    }

    boolean contains(NodeId id) {
        return bans.containsKey(id);
    }

    List<Peers.Ban> all() {
        return bans.values().stream().sorted((x, y) -> x.id().compareTo(y.id())).toList();
    }

    synchronized void add(Peers.Ban ban) {
        Peers.Ban before = bans.put(ban.id(), ban);
        store(() -> Optional.ofNullable(before).ifPresentOrElse(b -> bans.put(b.id(), b), () -> bans.remove(ban.id())));
    }

    synchronized boolean remove(NodeId id) {
        Peers.Ban before = bans.remove(id);
        if (before != null) {
            store(() -> bans.put(id, before));
        }
        return before != null;
    }

    private void store(Runnable undo) {
        List<Map<String, Object>> entries = new ArrayList<>();
        for (Peers.Ban ban : all()) {
            entries.add(Map.of("nodeId", ban.id().toString(), "reason", ban.reason(), "sinceMs", ban.sinceMs()));
        }
        try {
            String document = Json.write(Map.of("schema", SCHEMA, "bans", entries));
            state.write(FILE, document.getBytes(StandardCharsets.UTF_8));
        } catch (QGateException failed) {
            undo.run();
            throw failed;
        }
    }
}
