package org.qgate.qsx.manifest;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** Bounds of what an extender uses up: a number for each {@link Item}, within the item's bounds. */
public final class Quota {
    /** What service.yaml may leave out, item by item. */
    public static final Quota DEFAULT = new Quota(Map.of());

    /** One bound. */
    public enum Item {
        /** Threads of its executor. */
        THREADS("threads", 1, 32, 4),
        /** Percent of one core, over ten seconds. */
        CPU_PERCENT("cpuPercent", 1, 100, 20),
        /** Mebibytes in its namespace of the store. */
        STORE_MIB("storeMiB", 1, 4096, 16),
        /** Streams open at a time. */
        STREAMS("streams", 1, 4096, 64),
        /** Calls of facades and requests of peers, a second. */
        CALLS_PER_SECOND("callsPerSecond", 1, 100_000, 1_000),
        /** Bytes that it sends, a second. */
        BYTES_PER_SECOND("bytesPerSecond", 1, 1L << 30, 1L << 20),
        /** Random bytes, a second. */
        RANDOM_BYTES_PER_SECOND("randomBytesPerSecond", 1, 1L << 20, 1L << 16),
        /** Lines of its log, a minute. */
        LOG_LINES_PER_MINUTE("logLinesPerMinute", 1, 6_000, 60),
        /** Mebibytes of heap, where it runs in a process of its own. */
        MEMORY_MIB("memoryMiB", 16, 4096, 48);

        private final String id;
        private final long least;
        private final long most;
        private final long usual;

        Item(String id, long least, long most, long usual) {
            this.id = id;
            this.least = least;
            this.most = most;
            this.usual = usual;
        }

        /** Returns the name that manifests use. */
        public String id() {
            return id;
        }

        /** Tells whether manifests leave it out where it is the usual number: the first ones did not know it. */
        boolean isOptional() {
            return this == MEMORY_MIB;
        }

        /** Returns the least that can be asked for. */
        public long least() {
            return least;
        }

        /** Returns the most that can be asked for. */
        public long most() {
            return most;
        }

        /** Returns what is asked for when the author says nothing. */
        public long usual() {
            return usual;
        }
    }

    private final Map<Item, Long> numbers;

    /**
     * Takes the given numbers and the usual ones for items that are not given.
     *
     * @throws IllegalArgumentException when a number is out of its item's bounds
     */
    public Quota(Map<Item, Long> given) {
        Map<Item, Long> all = new EnumMap<>(Item.class);
        for (Item item : Item.values()) {
            long number = given.getOrDefault(item, item.usual());
            if (number < item.least() || number > item.most()) {
                throw new IllegalArgumentException(
                        item.id() + " = " + number + ", not " + item.least() + " to " + item.most());
            }
            all.put(item, number);
        }
        numbers = Collections.unmodifiableMap(all);
    }

    /** Returns the bound of an item. */
    public long of(Item item) {
        return numbers.get(item);
    }

    /** Tells whether no bound is larger than the other's. */
    public boolean within(Quota other) {
        return Arrays.stream(Item.values()).allMatch(item -> of(item) <= other.of(item));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Quota quota && numbers.equals(quota.numbers);
    }

    @Override
    public int hashCode() {
        return numbers.hashCode();
    }

    @Override
    public String toString() {
        return "Quota" + numbers;
    }
}
