package org.qgate.qrng.internal.deliver.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.qgate.api.NodeId;
import org.qgate.common.wire.WireException;
import org.qgate.qrng.internal.deliver.Words;
import org.qgate.sim.Corpus;
import org.qgate.sim.Cost;

/** Whatever comes as a message of {@code qrng/1}, or as a table that opened: refused as malformed, or of one form. */
final class MessageFuzzTest {
    private static final long BASE = 1 << 18;
    private static final long PER_BYTE = 64;
    private static final NodeId SERVER = new NodeId(1, 2, 3, 4);

    @FuzzTest
    void shouldReadInOneWay(byte[] input) {
        Cost.bound(input, BASE, PER_BYTE, () -> check(input));
    }

    private static void check(byte[] input) {
        asked(input);
        answered(input);
        table(input);
        wish(input);
    }

    private static void asked(byte[] input) {
        try {
            assertArrayEquals(input, Asked.decode(input).encode());
        } catch (WireException refused) {
            assertTrue(!refused.getMessage().isEmpty());
        }
    }

    private static void answered(byte[] input) {
        try {
            Answered answer = Answered.decode(input);
            if (answer instanceof Answered.Opened opened) {
                assertArrayEquals(input, opened.encode());
            } else if (answer instanceof Answered.Refused refused) {
                assertArrayEquals(input, refused.encode());
            } else if (answer instanceof Answered.Chunk chunk) {
                assertTrue(chunk.piecesAt() <= input.length);
                byte[] head = Answered.Chunk.head(chunk.sequence(), chunk.tableLength());
                assertArrayEquals(head, Arrays.copyOf(input, Answered.Chunk.HEAD));
            }
        } catch (WireException refused) {
            assertTrue(!refused.getMessage().isEmpty());
        }
    }

    private static void table(byte[] input) {
        try {
            Table table = Table.decode(input, SERVER);
            assertTrue(table.bytes() <= Wire.MOST_BYTES);
            assertArrayEquals(input, table.encode());
        } catch (WireException refused) {
            assertTrue(!refused.getMessage().isEmpty());
        }
    }

    private static void wish(byte[] input) {
        try {
            assertArrayEquals(input, Asked.Wish.decode(input).encode());
        } catch (WireException refused) {
            assertTrue(!refused.getMessage().isEmpty());
        }
    }

    @Test
    void shouldHoldForMutations() {
        Corpus.of(getClass(), "shouldReadInOneWay").mutate(5_000, MessageFuzzTest::check);
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    @Test
    void shouldKeepItsInputs() {
        Words words = new Words("device", 1);
        Map<String, byte[]> made = new TreeMap<>();
        made.put("open", new Asked.Open(filled(32, 3), filled(1_184, 4), 1L << 60).encode());
        made.put("take", new Asked.Take(-5, 7, filled(Asked.Take.SEALED, 6)).encode());
        made.put("wish", new Asked.Wish(65_536, 2_000).encode());
        made.put(
                "opened",
                new Answered.Opened(
                                filled(32, 8),
                                filled(1_088, 9),
                                new Answered.Terms(-1, 77, 3_600, 1_000_000, 1L << 40),
                                filled(60, 10),
                                filled(3_373, 11))
                        .encode());
        made.put("refused", new Answered.Refused(Refusal.WAIT, 50).encode());
        byte[] chunk = Arrays.copyOf(Answered.Chunk.head(3, 40), Answered.Chunk.HEAD + 40 + 24);
        made.put("chunk", chunk);
        Table.Row one = new Table.Row(words.next(64).header(), 64);
        Table.Row two = new Table.Row(words.next(64).header(), 8);
        made.put("table", new Table(1L << 60, List.of(one, two)).encode());
        Corpus.of(getClass(), "shouldReadInOneWay").keeps(made);
    }
}
