package org.qgate.kernel.internal.circuit.leg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qgate.sim.SimRandom;

/** The map of circuit ids against the JDK's. */
final class IntMapTest {
    private static final long SEED = 4711;

    @Test
    void shouldDoAsAMapDoes() {
        SimRandom random = new SimRandom(SEED);
        IntMap<Object> map = new IntMap<>();
        Map<Integer, Object> model = new HashMap<>();
        for (int i = 0; i < 300_000; i++) {
            int key = (int) random.upTo(2_000) * (random.upTo(2) == 0 ? 1 : 0x1000) | (int) random.upTo(2) << 31 | 1;
            if (random.upTo(3) == 0) {
                map.remove(key);
                model.remove(key);
            } else {
                Object value = new Object();
                map.put(key, value);
                model.put(key, value);
            }
            assertSame(model.get(key), map.find(key), "seed " + SEED);
            assertEquals(model.size(), map.size(), "seed " + SEED);
        }
        assertEquals(new HashSet<>(model.values()), new HashSet<>(map.all()), "seed " + SEED);
        model.forEach((key, value) -> assertSame(value, map.find(key), "seed " + SEED));
    }
}
