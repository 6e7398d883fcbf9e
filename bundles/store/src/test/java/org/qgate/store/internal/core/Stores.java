package org.qgate.store.internal.core;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.qgate.api.base.Clock;
import org.qgate.api.store.Disk;
import org.qgate.api.store.Row;
import org.qgate.api.store.Store;
import org.qgate.store.internal.journal.JournalSettings;

/** Opens stores for tests and speaks of their keys and values as texts. */
public final class Stores {
    static final int SMALL_SEGMENT = 16 << 10;
    static final long LARGE_BUDGET = 1L << 30;
    private static final AtomicInteger INSTANCES = new AtomicInteger();

    private Stores() {}

    /** A clock that a test turns. */
    public static final class Hand implements Clock {
        private volatile long nowMs = 1_000_000;

        /** Goes on. */
        public void turn(long byMs) {
            nowMs += byMs;
        }

        @Override
        public long wallMs() {
            return nowMs;
        }

        @Override
        public long monoNs() {
            return nowMs * 1_000_000;
        }
    }

    static StoreCore open(Disk disk) {
        return open(disk, new Hand());
    }

    static StoreCore open(Disk disk, Clock clock) {
        return open(disk, clock, LARGE_BUDGET);
    }

    static StoreCore open(Disk disk, Clock clock, long indexBudgetBytes) {
        return open(disk, clock, indexBudgetBytes, SMALL_SEGMENT);
    }

    static StoreCore open(Disk disk, Clock clock, long indexBudgetBytes, int segmentBytes) {
        JournalSettings journal =
                new JournalSettings(segmentBytes, "store-identity-1".getBytes(StandardCharsets.UTF_8));
        TestSeal seal = new TestSeal("secret", INSTANCES.incrementAndGet(), 1);
        return new StoreCore(disk, seal, clock, new StoreSettings(journal, indexBudgetBytes, false));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Reads a map whole, in steps, through ranges. */
    static Map<String, String> all(Store store, String namespace, String map) {
        Map<String, String> found = new TreeMap<>();
        byte[] from = new byte[0];
        while (true) {
            var rows = store.namespace(namespace).map(map).range(from, new byte[0], 100);
            if (rows.isEmpty()) {
                return found;
            }
            for (Row row : rows) {
                found.put(text(row.key()), text(row.value()));
            }
            byte[] last = rows.get(rows.size() - 1).key();
            from = Arrays.copyOf(last, last.length + 1);
        }
    }
}
