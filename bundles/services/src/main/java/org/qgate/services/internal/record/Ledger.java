package org.qgate.services.internal.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.qgate.api.extender.ExtenderChange;
import org.qgate.api.store.Batch;
import org.qgate.api.store.Namespace;
import org.qgate.api.store.Row;
import org.qgate.api.store.StoreMap;
import org.qgate.common.json.Json;

/**
 * The namespace {@code services} of the store: each transition is one batch, so that it happened or did not. Blocking;
 * thread-safe. docs/extenders.md names the maps.
 */
public final class Ledger {
    /** This bundle's namespace. */
    public static final String NAMESPACE = "services";

    /** So many changes are remembered. */
    public static final int MOST_CHANGES = 200;

    private static final String PUBLISHERS = "publishers";
    private static final String EXTENDERS = "extenders";
    private static final String GRANTS = "grants";
    private static final String CHANGES = "changes";
    private static final String SEEN = "seen";
    private static final String SCOPES = "scopes";
    private static final byte[] END = new byte[0];
    private static final int ROWS = 1_000;

    private final Supplier<Namespace> names;

    /** Keeps what it is told where {@code names} says at that moment. */
    public Ledger(Supplier<Namespace> names) {
        this.names = names;
    }

    /** Returns what is known of all extenders. */
    public List<Dossier> dossiers() {
        return all(EXTENDERS).stream().map(row -> Dossier.decode(row.value())).toList();
    }

    /** Returns all publishers that were ever trusted. */
    public List<Publisher> publishers() {
        return all(PUBLISHERS).stream()
                .map(row -> Publisher.decode(row.value()))
                .toList();
    }

    /** Returns the journal, oldest first. */
    public List<ExtenderChange> changes() {
        return all(CHANGES).stream().map(row -> Changes.decode(row.value())).toList();
    }

    /** Returns what an operator denies an extender, by permission. */
    public Set<String> denied(String id) {
        return names.get()
                .map(GRANTS)
                .get(key(id))
                .<Set<String>>map(value -> new TreeSet<>(Fields.read(value).texts("denied")))
                .orElseGet(TreeSet::new);
    }

    /** Returns the digest of the content that a version had when it was first seen. */
    public Optional<String> seen(String id, String version) {
        return names.get().map(SEEN).get(key(id + "/" + version)).map(value -> new String(value, UTF_8));
    }

    /** Returns who has which scope of commands in the shell, by scope. */
    public Map<String, String> scopes() {
        Map<String, String> scopes = new TreeMap<>();
        all(SCOPES).forEach(row -> scopes.put(new String(row.key(), UTF_8), new String(row.value(), UTF_8)));
        return scopes;
    }

    private List<Row> all(String name) {
        StoreMap map = names.get().map(name);
        List<Row> rows = new ArrayList<>();
        List<Row> some = map.range(END, END, ROWS);
        while (!some.isEmpty()) {
            rows.addAll(some);
            byte[] last = some.get(some.size() - 1).key();
            some = map.range(Arrays.copyOf(last, last.length + 1), END, ROWS);
        }
        return rows;
    }

    private static byte[] key(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] key(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    /** Begins one transition. */
    public Transition begin() {
        return new Transition(names.get().batch());
    }

    /** What becomes durable together. For one thread. */
    public static final class Transition {
        private final Batch batch;

        private Transition(Batch batch) {
            this.batch = batch;
        }

        /** An extender is so now. */
        public Transition put(Dossier dossier) {
            batch.put(EXTENDERS, key(dossier.id()), dossier.encode());
            return this;
        }

        /** An extender is gone. */
        public Transition forget(String id) {
            batch.remove(EXTENDERS, key(id));
            return this;
        }

        /** An operator denies these. */
        public Transition deny(String id, Set<String> permissions) {
            if (permissions.isEmpty()) {
                batch.remove(GRANTS, key(id));
            } else {
                String json = Json.write(Map.of("denied", List.copyOf(permissions)));
                batch.put(GRANTS, key(id), json.getBytes(UTF_8));
            }
            return this;
        }

        /** A version has this content. */
        public Transition see(String id, String version, String sha256) {
            batch.put(SEEN, key(id + "/" + version), sha256.getBytes(UTF_8));
            return this;
        }

        /** A scope of commands is this extender's. */
        public Transition hold(String scope, String id) {
            batch.put(SCOPES, key(scope), key(id));
            return this;
        }

        /** A publisher is so now. */
        public Transition put(Publisher publisher) {
            batch.put(PUBLISHERS, key(publisher.keyId()), publisher.encode());
            return this;
        }

        /** A change has come so far; the oldest one goes. */
        public Transition put(ExtenderChange change) {
            batch.put(CHANGES, key(change.number()), Changes.encode(change));
            if (change.number() > MOST_CHANGES) {
                batch.remove(CHANGES, key(change.number() - MOST_CHANGES));
            }
            return this;
        }

        /** Makes it durable. */
        public void commit() {
            batch.commit();
        }
    }
}
