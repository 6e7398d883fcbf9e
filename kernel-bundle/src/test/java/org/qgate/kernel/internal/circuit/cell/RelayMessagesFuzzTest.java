package org.qgate.kernel.internal.circuit.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.qgate.common.json.Json;
import org.qgate.common.wire.WireException;
import org.qgate.sim.Corpus;
import org.qgate.sim.Cost;

/**
 * Whatever stands in the message areas of a hop's cells, fragments over several cells included. The first byte of an
 * input says how long its cells are: short ones give the fuzzer more of them.
 */
final class RelayMessagesFuzzTest {
    private static final long BASE = 1 << 20;
    private static final long PER_BYTE = 8_000; // each cell may begin a message of 4,096 bytes, and freezing copies it

    @FuzzTest
    void shouldReadOrRefuse(byte[] input) {
        Cost.bound(input, BASE, PER_BYTE, () -> check(input));
    }

    private static void check(byte[] input) {
        if (input.length == 0) {
            return;
        }
        int cell = 8 + (input[0] & 255) * 16;
        assertEquals(
                read(input, cell, false), read(input, cell, true), "a hand-over between two cells changes nothing");
    }

    /** Reads cell after cell; each at an odd offset, to the end or the first refusal. */
    private static List<String> read(byte[] input, int cell, boolean handOver) {
        List<String> told = new ArrayList<>();
        MessageReader reader = new MessageReader();
        for (int at = 1; at < input.length; at += cell) {
            byte[] area = new byte[3 + cell];
            System.arraycopy(input, at, area, 3, Math.min(cell, input.length - at));
            try {
                boolean more = reader.read(area, 3, cell, (type, stream, buffer, offset, length) -> {
                    assertTrue(offset >= 0 && length >= 0 && offset + length <= buffer.length);
                    assertTrue(length <= Math.max(cell, MessageReader.MAX_FRAGMENTED));
                    assertTrue(stream == 0 || MessageType.ofStream(type));
                    told.add(type + " " + stream + " " + HexFormat.of().formatHex(buffer, offset, offset + length));
                    return type != 0x7f; // a receiver that stops
                });
                told.add("cell " + more);
                if (!more) {
                    assertFalse(reader.collecting());
                    return told;
                }
            } catch (WireException malformed) {
                told.add("refused");
                return told;
            }
            reader = handOver ? again(reader) : reader;
        }
        return told;
    }

    private static MessageReader again(MessageReader reader) {
        MessageReader next = new MessageReader();
        next.thaw(reader.freeze());
        assertEquals(reader.collecting(), next.collecting());
        return next;
    }

    @Test
    void shouldHoldForMutations() {
        Corpus.of(getClass(), "shouldReadOrRefuse").mutate(5_000, RelayMessagesFuzzTest::check);
    }

    @Test
    void shouldKeepItsInputs() {
        Corpus.of(getClass(), "shouldReadOrRefuse").keeps(vectors());
    }

    /** The published message areas, in cells of 488 bytes, the nearest to a small cell's. */
    private static Map<String, byte[]> vectors() {
        Map<String, byte[]> areas = new TreeMap<>();
        Map<?, ?> document = document();
        for (Object each : (List<?>) document.get("messages")) {
            areas.put("message-" + areas.size(), area(((Map<?, ?>) each).get("message")));
        }
        areas.put("packed", area(((Map<?, ?>) document.get("packed")).get("area")));
        for (Object each : (List<?>) document.get("refused")) {
            areas.put("refused-" + areas.size(), area(((Map<?, ?>) each).get("area")));
        }
        areas.put("fragmented", area("020384" + "5a".repeat(900)));
        return areas;
    }

    private static byte[] area(Object hex) {
        byte[] bytes = HexFormat.of().parseHex((String) hex);
        byte[] area = new byte[1 + bytes.length];
        area[0] = 30;
        System.arraycopy(bytes, 0, area, 1, bytes.length);
        return area;
    }

    static Map<?, ?> document() {
        try {
            Path file = Path.of(System.getProperty("qgate.docs", "../docs"), "vectors", "relay-messages.json");
            return (Map<?, ?>) Json.read(Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Returns what follows the first byte. */
    static byte[] rest(byte[] input) {
        return Arrays.copyOfRange(input, Math.min(1, input.length), input.length);
    }
}
