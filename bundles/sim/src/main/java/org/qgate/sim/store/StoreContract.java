package org.qgate.sim.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.qgate.api.error.ErrorCode;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.StoreError;
import org.qgate.api.store.Namespace;
import org.qgate.api.store.Row;
import org.qgate.api.store.Store;
import org.qgate.api.store.StoreMap;
import org.qgate.api.store.StoreSnapshot;
import org.qgate.api.store.Watch;

/** What every store must do, whatever it keeps its content in: the one in memory is no kinder than the real one. */
public final class StoreContract {
    private static final byte[] ALL = {};

    private final Store store;
    private final LongConsumer wallMs;

    /**
     * Prepares the examination of an empty store.
     *
     * @param wallMs sets the wall clock of the store
     */
    public StoreContract(Store store, LongConsumer wallMs) {
        this.store = store;
        this.wallMs = wallMs;
    }

    /** Examines it; fails with what was expected. */
    public void examine() {
        order();
        largeRanges();
        counters();
        comparing();
        batches();
        expiry();
        snapshots();
        branches();
        watching();
        quotas();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<byte[]> some(String text) {
        return Optional.of(bytes(text));
    }

    private static void same(String what, Object expected, Object found) {
        if (!expected.equals(found)) {
            throw new AssertionError(what + ": expected " + expected + ", found " + found);
        }
    }

    private static void value(String what, String expected, Optional<byte[]> found) {
        same(what, Optional.ofNullable(expected), found.map(value -> new String(value, StandardCharsets.UTF_8)));
    }

    private static void refused(String what, ErrorCode code, Runnable call) {
        try {
            call.run();
        } catch (QGateException refusal) {
            same(what, code, refusal.code());
            return;
        }
        throw new AssertionError(what + ": expected " + code.id() + ", nothing was refused");
    }

    private static List<String> keys(List<Row> rows) {
        return rows.stream().map(row -> Arrays.toString(row.key())).toList();
    }

    private void order() {
        StoreMap map = store.namespace("order").map("m");
        for (int key : new int[] {200, 1, 127, 128, 3}) {
            map.put(new byte[] {(byte) key}, bytes("v" + key));
        }
        map.remove(new byte[] {1});
        same(
                "order of unsigned bytes",
                List.of("[3]", "[127]", "[-128]"),
                keys(map.range(new byte[] {2}, new byte[] {(byte) 200}, 10)));
        same("limit", 2, map.range(ALL, ALL, 2).size());
        same("other map", List.of(), store.namespace("order").map("n").range(ALL, ALL, 10));
        value("other namespace", null, store.namespace("other").map("m").get(new byte[] {3}));
        byte[] mine = map.get(new byte[] {3}).orElseThrow();
        mine[0] = 'x';
        value("arrays are the caller's", "v3", map.get(new byte[] {3}));
        refused("an empty key", StoreError.TOO_LARGE, () -> map.put(ALL, ALL));
        refused("a long key", StoreError.TOO_LARGE, () -> map.put(new byte[1025], ALL));
    }

    private void largeRanges() {
        StoreMap map = store.namespace("large").map("m");
        for (int i = 0; i < 20; i++) {
            map.put(new byte[] {(byte) i}, new byte[100_000]);
        }
        List<Row> all = new ArrayList<>();
        List<Row> some = map.range(ALL, ALL, 1000);
        while (!some.isEmpty()) {
            all.addAll(some);
            byte[] last = some.get(some.size() - 1).key();
            some = map.range(Arrays.copyOf(last, last.length + 1), ALL, 1000);
        }
        same("rows, whatever their size", 20, all.size());
    }

    private void counters() {
        StoreMap map = store.namespace("count").map("m");
        same("first sum", 5L, map.add(bytes("n"), 5));
        same("second sum", 2L, map.add(bytes("n"), -3));
        same("count", 2L, map.count(bytes("n")));
        same("absent", 0L, map.count(bytes("x")));
        map.put(bytes("t"), bytes("abc"));
        refused("adding to text", StoreError.NO_COUNTER, () -> map.add(bytes("t"), 1));
    }

    private void comparing() {
        StoreMap map = store.namespace("cas").map("m");
        same("absent as expected", true, map.replace(bytes("k"), Optional.empty(), bytes("1")));
        same("no longer absent", false, map.replace(bytes("k"), Optional.empty(), bytes("2")));
        same("another value", false, map.replace(bytes("k"), some("9"), bytes("2")));
        same("the value", true, map.replace(bytes("k"), some("1"), bytes("2")));
        value("what was set", "2", map.get(bytes("k")));
    }

    private void batches() {
        Namespace names = store.namespace("batch");
        names.map("m").put(bytes("k"), bytes("1"));
        same(
                "unexpected",
                false,
                names.batch()
                        .put("m", bytes("a"), bytes("x"))
                        .expect("m", bytes("k"), some("2"))
                        .commit());
        value("nothing of it", null, names.map("m").get(bytes("a")));
        same(
                "expected",
                true,
                names.batch()
                        .expect("m", bytes("k"), some("1"))
                        .put("m", bytes("a"), bytes("x"))
                        .put("n", bytes("b"), bytes("y"))
                        .remove("m", bytes("k"))
                        .commit());
        value("put", "x", names.map("m").get(bytes("a")));
        value("in another map", "y", names.map("n").get(bytes("b")));
        value("removed", null, names.map("m").get(bytes("k")));
        same("its maps", Set.of("m", "n"), Set.copyOf(names.maps()));
        same("no maps", Set.of(), Set.copyOf(store.namespace("none").maps()));
        refused("too large", StoreError.TOO_LARGE, () -> {
            var batch = names.batch();
            for (int i = 0; i < 9; i++) {
                batch.put("m", new byte[] {(byte) i}, new byte[1 << 19]);
            }
            batch.commit();
        });
    }

    private void expiry() {
        StoreMap map = store.namespace("ttl").map("m");
        wallMs.accept(1_000);
        map.putUntil(bytes("k"), bytes("1"), 2_000);
        wallMs.accept(1_999);
        value("not over", "1", map.get(bytes("k")));
        wallMs.accept(2_000);
        value("over", null, map.get(bytes("k")));
        same("not in ranges", List.of(), map.range(ALL, ALL, 10));
        same("set anew", true, map.replace(bytes("k"), Optional.empty(), bytes("2")));
    }

    private void snapshots() {
        Namespace names = store.namespace("snap");
        names.map("m").put(bytes("a"), bytes("1"));
        try (StoreSnapshot before = names.snapshot()) {
            names.map("m").put(bytes("a"), bytes("2"));
            names.map("m").put(bytes("b"), bytes("3"));
            value("as it was", "1", before.get("m", bytes("a")));
            same("rows as they were", 1, before.range("m", ALL, ALL, 10).size());
        }
    }

    private void branches() {
        Namespace names = store.namespace("branch");
        refused("nothing to branch", StoreError.BRANCHED, names::branch);
        names.map("m").put(bytes("a"), bytes("1"));
        names.branch();
        refused("a second branch", StoreError.BRANCHED, names::branch);
        names.map("m").put(bytes("a"), bytes("2"));
        var late = names.batch().put("m", bytes("a"), bytes("3"));
        same("rollback", true, names.rollback());
        value("as it was", "1", names.map("m").get(bytes("a")));
        refused("of before the rollback", StoreError.BRANCHED, late::commit);
        same("nothing kept", false, names.rollback());
        names.branch();
        same("settle", true, names.settle());
        same("settled", false, names.isBranched());
    }

    private void watching() {
        StoreMap map = store.namespace("watch").map("m");
        int[] woken = new int[1];
        try (Watch watch = map.watch(() -> woken[0]++)) {
            map.put(bytes("a"), bytes("1"));
            map.remove(bytes("a"));
            same("woken", 2, woken[0]);
            var changes = watch.poll();
            same("changes", 2, changes.size());
            value("put", "1", changes.get(0).value());
            value("removed", null, changes.get(1).value());
            same("nothing lost", false, watch.lost());
        }
        map.put(bytes("a"), bytes("2"));
        same("not woken once closed", 2, woken[0]);
    }

    private void quotas() {
        Namespace names = store.namespace("quota");
        store.quota("quota", 10_000);
        names.map("m").put(bytes("a"), new byte[5_000]);
        refused("beyond the quota", StoreError.QUOTA, () -> names.map("m").put(bytes("b"), new byte[8_000]));
        value("nothing of it", null, names.map("m").get(bytes("b")));
        store.quota("quota", 0);
        names.map("m").put(bytes("b"), new byte[8_000]);
    }
}
