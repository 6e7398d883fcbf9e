package org.qgate.kernel.internal.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.qgate.api.crypto.CellSize;
import org.qgate.common.json.Json;
import org.qgate.sim.Corpus;
import org.qgate.sim.Cost;

/** Whatever a neighbour seals into a record: read as a second, simpler reader reads it, or refused. */
final class FramesFuzzTest {
    private static final int OFFSET = 7;
    private static final long BASE = 1 << 20;
    private static final long PER_BYTE = 200;

    /** Writes down what it is told. */
    private static final class Told implements FrameSink {
        private final List<String> frames = new ArrayList<>();
        private boolean refused;

        @Override
        public boolean reading() {
            return !refused;
        }

        @Override
        public void cells(CellSize size, byte[] in, int offset, int count) {
            frames.add(size + " " + count + " "
                    + Arrays.hashCode(Arrays.copyOfRange(in, offset, offset + count * size.cell())));
        }

        @Override
        public void ping(long token) {
            frames.add("ping " + token);
        }

        @Override
        public void pong(long token) {
            frames.add("pong " + token);
        }

        @Override
        public void rekey(int kind, byte[] body) {
            frames.add("rekey " + kind + " " + Arrays.hashCode(body));
        }

        @Override
        public void rekeyDone() {
            frames.add("done");
        }

        @Override
        public void control(int type, byte[] in, int offset, int length) {
            frames.add("control " + type + " " + Arrays.hashCode(Arrays.copyOfRange(in, offset, offset + length)));
        }

        @Override
        public void closing(int code) {
            frames.add("close " + code);
        }

        @Override
        public void malformed() {
            refused = true;
            frames.add("refused");
        }
    }

    @FuzzTest
    void shouldReadAsFramesOrRefuse(byte[] input) {
        Cost.bound(input, BASE, PER_BYTE, () -> check(input));
    }

    private static void check(byte[] input) {
        byte[] lent = new byte[OFFSET + input.length + 9];
        System.arraycopy(input, 0, lent, OFFSET, input.length);
        Told told = new Told();
        FrameReader.read(lent, OFFSET, input.length, told);
        assertEquals(expected(ByteBuffer.wrap(input)), told.frames);
    }

    /** [FRAME-1] to [FRAME-3], read once more from the text. */
    private static List<String> expected(ByteBuffer in) {
        List<String> frames = new ArrayList<>();
        boolean done = false;
        while (in.hasRemaining()) {
            int type = in.remaining() < 3 ? -1 : in.get() & 255;
            int size = type < 0 ? 0 : in.getShort() & 0xffff;
            byte[] body = new byte[Math.min(size, in.remaining())];
            String frame = type < 0 || body.length < size || done && type != 0 ? null : frame(type, body, in);
            if (frame == null) {
                frames.add("refused");
                return frames;
            }
            done |= type == 6;
            if (type != 0) {
                frames.add(frame);
            }
        }
        return frames;
    }

    private static String frame(int type, byte[] body, ByteBuffer in) {
        in.get(body);
        ByteBuffer content = ByteBuffer.wrap(body);
        int size = body.length;
        return switch (type) {
            case 0 -> "";
            case 1, 2 -> {
                int cell = type == 1 ? 514 : 4096;
                String name = type == 1 ? "SMALL " : "LARGE ";
                yield size > 0 && size % cell == 0 ? name + size / cell + " " + Arrays.hashCode(body) : null;
            }
            case 3 -> size == 8 ? "ping " + content.getLong() : null;
            case 4 -> size == 8 ? "pong " + content.getLong() : null;
            case 5 ->
                size > 0 ? "rekey " + (body[0] & 255) + " " + Arrays.hashCode(Arrays.copyOfRange(body, 1, size)) : null;
            case 6 -> size == 0 ? "done" : null;
            case 7 ->
                size < 2 || size - 2 > Link.MAX_CONTROL
                        ? null
                        : "control " + (content.getShort() & 0xffff) + " "
                                + Arrays.hashCode(Arrays.copyOfRange(body, 2, size));
            case 8 -> size == 1 ? "close " + (body[0] & 255) : null;
            default -> null;
        };
    }

    @Test
    void shouldHoldForMutations() {
        Corpus.of(getClass(), "shouldReadAsFramesOrRefuse").mutate(5_000, FramesFuzzTest::check);
    }

    @Test
    void shouldKeepItsInputs() {
        Corpus.of(getClass(), "shouldReadAsFramesOrRefuse").keeps(vectors());
    }

    /** The plaintexts of the published records, good and bad. */
    private static Map<String, byte[]> vectors() {
        Path file = Path.of(System.getProperty("qgate.docs", "../docs"), "vectors", "link-frames.json");
        try {
            Map<?, ?> document = (Map<?, ?>) Json.read(Files.readString(file));
            Map<String, byte[]> records = new TreeMap<>();
            for (String part : List.of("records", "refused")) {
                for (Object each : (List<?>) document.get(part)) {
                    String hex = (String) ((Map<?, ?>) each).get("plaintext");
                    records.put(part + "-" + records.size(), HexFormat.of().parseHex(hex));
                }
            }
            return records;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
