package org.qgate.common.escrow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.qgate.common.wire.WireException;

final class EscrowTest {
    private static final String OWNER = "org.qgate.kernel";
    private static final long SEED = Long.getLong("qgate.seed", 20_261_120);

    private final Random random = new Random(SEED);

    private static byte[] encode(Map<String, Object> state) {
        return new Escrow(OWNER, 1, state).encode();
    }

    private static Map<String, Object> decode(byte[] bytes) {
        return Escrow.decode(bytes, OWNER, 1).state();
    }

    private Map<String, Object> tree(int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            map.put("key " + random.nextInt(1_000) + "é", value(depth - 1));
        }
        return map;
    }

    private Object value(int depth) {
        switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0:
                return random.nextLong();
            case 1:
                return random.nextBoolean();
            case 2:
                return "text " + random.nextInt();
            case 3:
                byte[] bytes = new byte[random.nextInt(40)];
                random.nextBytes(bytes);
                return bytes;
            case 4:
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    list.add(value(depth - 1));
                }
                return list;
            default:
                return tree(depth - 1);
        }
    }

    /** Byte arrays have no equality of their own: trees are compared by their bytes, which are the same for the same tree. */
    @Test
    void shouldBringBackEveryTree() {
        for (int i = 0; i < 500; i++) {
            Map<String, Object> tree = tree(5);
            byte[] bytes = encode(tree);
            Map<String, Object> back = decode(bytes);
            assertEquals(describe(tree), describe(back), "seed " + SEED);
            assertArrayEquals(bytes, encode(back), "seed " + SEED);
        }
    }

    private static String describe(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, String> sorted = new TreeMap<>();
            map.forEach((key, each) -> sorted.put((String) key, describe(each)));
            return sorted.toString();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(EscrowTest::describe).toList().toString();
        }
        return value instanceof byte[] bytes ? Arrays.toString(bytes) : value.getClass() + " " + value;
    }

    @Test
    void shouldRefuseEveryTruncationAndWhatIsLeftOver() {
        byte[] bytes = encode(tree(4));
        for (int length = 0; length < bytes.length; length++) {
            byte[] part = Arrays.copyOf(bytes, length);
            assertThrows(WireException.class, () -> decode(part));
        }
        assertThrows(WireException.class, () -> decode(Arrays.copyOf(bytes, bytes.length + 1)));
    }

    @Test
    void shouldReadOrRefuseWhateverIsDamaged() {
        byte[] bytes = encode(tree(4));
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = bytes.clone();
            damaged[random.nextInt(bytes.length)] = (byte) random.nextInt();
            try {
                decode(damaged);
                read++;
            } catch (WireException refused) {
                assertFalse(refused.getMessage().isEmpty());
            }
        }
        assertTrue(read < 20_000, "nothing was refused");
    }

    @Test
    void shouldRefuseANewerSchemaAndAnotherOwner() {
        byte[] bytes = new Escrow(OWNER, 2, Map.of("a", 1L)).encode();
        assertEquals(2, Escrow.decode(bytes, OWNER, 2).schema());
        assertEquals(2, Escrow.decode(bytes, OWNER, 9).schema());
        assertThrows(WireException.class, () -> Escrow.decode(bytes, OWNER, 1));
        assertThrows(WireException.class, () -> Escrow.decode(bytes, "org.qgate.dpn", 2));
    }

    @Test
    void shouldRefuseAnythingButPlainValues() {
        assertThrows(IllegalArgumentException.class, () -> encode(Map.of("a", new Object())));
        assertThrows(IllegalArgumentException.class, () -> encode(Map.of("a", 1)));
        assertThrows(IllegalArgumentException.class, () -> encode(Map.of("a", 1.5)));
    }

    @Test
    void shouldRefuseTreesThatAreTooDeepBothWays() {
        Map<String, Object> deep = Map.of("end", true);
        for (int i = 1; i < Tag.DEEPEST; i++) {
            deep = Map.of("in", deep);
        }
        byte[] bytes = encode(deep);
        decode(bytes);
        Map<String, Object> deeper = Map.of("in", deep);
        assertThrows(IllegalArgumentException.class, () -> encode(deeper));
    }

    @Test
    void shouldReserveNothingForNumbersThatLie() {
        byte[] bytes = encode(Map.of("a", List.of()));
        byte[] lying = bytes.clone();
        Arrays.fill(lying, bytes.length - 4, bytes.length, (byte) 0x7f);
        assertThrows(WireException.class, () -> decode(lying));
    }

    @Test
    void shouldWipeEveryArrayOfATree() {
        byte[] one = {1, 2};
        byte[] other = {3};
        Escrow.wipe(Map.of("a", one, "b", List.of(Map.of("c", other), "text", 5L)));
        assertArrayEquals(new byte[2], one);
        assertArrayEquals(new byte[1], other);
    }
}
