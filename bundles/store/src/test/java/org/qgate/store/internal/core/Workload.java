package org.qgate.store.internal.core;

import static org.qgate.store.internal.core.Stores.bytes;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.qgate.api.store.Batch;
import org.qgate.api.store.Store;

/** Random batches over two maps and a counter, beside a model of what was acknowledged and what is on its way. */
final class Workload {
    static final String SPACE = "space";
    private static final int KEYS = 40;
    private final Random random;
    private TreeMap<String, String> acknowledged = new TreeMap<>();
    private TreeMap<String, String> underWay = acknowledged;

    Workload(Random random) {
        this.random = random;
    }

    /** Commits one batch, or compacts. */
    void step(Store store) {
        if (random.nextInt(12) == 0) {
            store.compact();
            return;
        }
        Batch batch = store.namespace(SPACE).batch();
        TreeMap<String, String> next = new TreeMap<>(acknowledged);
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            change(batch, next);
        }
        underWay = next;
        batch.commit();
        acknowledged = next;
    }

    private void change(Batch batch, Map<String, String> next) {
        String map = random.nextBoolean() ? "one" : "two";
        String key = "key " + random.nextInt(KEYS);
        int kind = random.nextInt(10);
        if (kind == 0) {
            long sum = Long.parseLong(next.getOrDefault("count/n", "0")) + random.nextInt(9);
            batch.add("count", bytes("n"), sum - Long.parseLong(next.getOrDefault("count/n", "0")));
            next.put("count/n", Long.toString(sum));
        } else if (kind < 4) {
            batch.remove(map, bytes(key));
            next.remove(map + "/" + key);
        } else {
            String value = random.nextInt(1000) + "v".repeat(random.nextInt(400));
            batch.put(map, bytes(key), bytes(value));
            next.put(map + "/" + key, value);
        }
    }

    /** Returns why a store does not hold what it must, or the empty string. */
    String fault(Store found) {
        TreeMap<String, String> all = content(found);
        if (all.equals(acknowledged) || all.equals(underWay)) {
            return "";
        }
        TreeMap<String, String> missing = new TreeMap<>(acknowledged);
        missing.entrySet().removeAll(all.entrySet());
        TreeMap<String, String> strange = new TreeMap<>(all);
        strange.entrySet().removeAll(acknowledged.entrySet());
        return "neither what was acknowledged nor that with the batch under way: missing " + missing.keySet()
                + ", strange " + strange.keySet();
    }

    /** Goes on from what a store holds. */
    void adopt(Store found) {
        acknowledged = content(found);
        underWay = acknowledged;
    }

    static TreeMap<String, String> content(Store store) {
        TreeMap<String, String> all = new TreeMap<>();
        Stores.all(store, SPACE, "one").forEach((key, value) -> all.put("one/" + key, value));
        Stores.all(store, SPACE, "two").forEach((key, value) -> all.put("two/" + key, value));
        store.namespace(SPACE)
                .map("count")
                .get(bytes("n"))
                .ifPresent(value ->
                        all.put("count/n", Long.toString(ByteBuffer.wrap(value).getLong())));
        return all;
    }
}
