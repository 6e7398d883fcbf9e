package org.qgate.qrng.internal.deliver.kill;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What was delivered in the world, by whomever, over all lives: no range of positions overlaps, no word comes twice. */
public final class Ledger {
    private final Map<String, TreeMap<Long, Long>> ranges = new HashMap<>();
    private final Set<Long> words = new HashSet<>();

    /** Notes positions of a numbering. */
    public void range(String numbering, long from, long length) {
        TreeMap<Long, Long> known = ranges.computeIfAbsent(numbering, any -> new TreeMap<>());
        Map.Entry<Long, Long> before = known.lowerEntry(from + length);
        assertTrue(
                before == null || before.getValue() <= from,
                () -> numbering + ": " + from + " + " + length + " overlaps " + before);
        known.put(from, from + length);
    }

    /** Notes what an application got. */
    void words(String who, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        while (in.remaining() > 0) {
            long word = in.getLong();
            assertTrue(words.add(word), () -> who + " got word " + Long.toHexString(word) + " again");
            assertTrue(word >>> 48 != 0, () -> who + " got wiped bytes");
        }
    }

    /** Returns how many words were delivered. */
    long delivered() {
        return words.size();
    }
}
