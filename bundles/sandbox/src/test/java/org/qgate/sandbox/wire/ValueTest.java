package org.qgate.sandbox.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Values of the wire: one form each, and nothing else is read. */
class ValueTest {
    private static final int MOST = 1 << 20;

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static Object read(String hex) throws BreachException {
        return ValueReader.read(bytes(hex), Wire.MOST_VALUES);
    }

    private static void both(String hex, Object value) throws BreachException {
        assertArrayEquals(bytes(hex), ValueWriter.write(value, MOST), hex);
        assertEquals(value, read(hex), hex);
    }

    /** Examples of RFC 8949, appendix A, as far as the wire has such values. */
    @Test
    void shouldWriteAndReadTheExamplesOfTheStandard() throws BreachException {
        both("00", 0L);
        both("17", 23L);
        both("1818", 24L);
        both("1864", 100L);
        both("1903e8", 1_000L);
        both("1a000f4240", 1_000_000L);
        both("1b000000e8d4a51000", 1_000_000_000_000L);
        both("20", -1L);
        both("3863", -100L);
        both("3903e7", -1_000L);
        both("fb3ff199999999999a", 1.1);
        both("fbc010666666666666", -4.1);
        both("fb7ff0000000000000", Double.POSITIVE_INFINITY);
        both("f4", false);
        both("f5", true);
        both("f6", null);
        both("60", "");
        both("6449455446", "IETF");
        both("62c3bc", "\u00fc");
        both("64f0908591", "\ud800\udd51");
        both("80", List.of());
        both("8301820203820405", List.of(1L, List.of(2L, 3L), List.of(4L, 5L)));
        both("a0", Map.of());
        both("a26161016162820203", ordered("a", 1L, "b", List.of(2L, 3L)));
        assertArrayEquals(bytes("01020304"), (byte[]) read("4401020304"));
        assertArrayEquals(bytes("4401020304"), ValueWriter.write(bytes("01020304"), MOST));
    }

    private static Map<String, Object> ordered(String first, Object one, String second, Object two) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(first, one);
        map.put(second, two);
        return map;
    }

    @Test
    void shouldKeepWholeNumbersWhole() throws BreachException {
        for (long each : new long[] {Long.MAX_VALUE, Long.MIN_VALUE, 255, 256, 65_535, 65_536, 1L << 32, -(1L << 32)}) {
            assertEquals(each, ValueReader.read(ValueWriter.write(each, MOST), 1));
        }
    }

    @Test
    void shouldReadNothingElse() {
        refused("a value that ends too early", "", "18", "19ff", "fb00", "820019");
        refused(
                "a value that is longer than its frame",
                "41",
                "82",
                "a161",
                "5affffffff",
                "7b7fffffffffffffff",
                "9a00010000",
                "a2616100");
        refused("a number of more than 63 bits", "1b8000000000000000", "3bffffffffffffffff", "5bffffffffffffffff");
        refused("a head that could be shorter", "1817", "190018", "1a0000ffff", "1b00000000ffffffff", "580161");
        refused("a length that is not definite", "9fff", "bfff", "5f4101ff", "7f6161ff", "1c", "1f");
        refused("a text that is no UTF-8", "61ff", "62c328", "63eda080", "62c080", "64f4908080");
        refused("a key that is there twice", "a2616101616102", "a26161f66161f6");
        refused("a key that is no text", "a10101", "a1416101", "a1f601");
        refused(
                "a kind of value that the wire has not",
                "f7",
                "f97e00",
                "fa47c35000",
                "c000",
                "d9d9f700",
                "e0",
                "f820");
        refused("bytes behind a value", "0000", "f600", "8000");
        refused("values deeper in each other than 16", "81".repeat(17) + "00", "a16161".repeat(17) + "00");
    }

    private static void refused(String rule, String... all) {
        for (String each : all) {
            assertEquals(
                    rule,
                    assertThrows(BreachException.class, () -> read(each), each).getMessage(),
                    each);
        }
    }

    @Test
    void shouldBoundHowManyValuesThereAre() throws BreachException {
        byte[] list = new byte[] {(byte) 0x99, 0x10, 0x00};
        byte[] many = Arrays.copyOf(list, list.length + 0x1000);
        assertEquals(0x1000, ((List<?>) ValueReader.read(many, 0x1001)).size());
        assertThrows(BreachException.class, () -> ValueReader.read(many, 0x1000));
        assertEquals(16, depth(ValueReader.read(bytes("81".repeat(16) + "00"), 17)));
    }

    private static int depth(Object value) {
        return value instanceof List<?> list ? 1 + depth(list.get(0)) : 0;
    }

    @Test
    void shouldWriteNoMoreThanMayBeAndNothingUnknown() {
        assertEquals(11, ValueWriter.write(new byte[10], 11).length);
        assertThrows(IllegalArgumentException.class, () -> ValueWriter.write(new byte[10], 10));
        assertThrows(IllegalArgumentException.class, () -> ValueWriter.write(List.of(new Object()), MOST));
        assertThrows(IllegalArgumentException.class, () -> ValueWriter.write(1.5f, MOST));
        assertThrows(ClassCastException.class, () -> ValueWriter.write(Map.of(1, 2), MOST));
    }
}
