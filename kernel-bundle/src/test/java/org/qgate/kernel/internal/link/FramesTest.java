package org.qgate.kernel.internal.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.crypto.LinkCipher;
import org.qgate.common.json.Json;
import org.qgate.sim.SimRandom;

class FramesTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final Path VECTORS =
            Path.of(System.getProperty("qgate.docs", "../docs"), "vectors", "link-frames.json");

    /** Writes frames down in the form of the vectors. */
    private static final class Written implements FrameSink {
        private final List<String> frames = new ArrayList<>();
        private boolean refused;

        @Override
        public boolean reading() {
            return true;
        }

        @Override
        public void cells(CellSize size, byte[] in, int offset, int count) {
            for (int i = 0; i < count; i++) {
                int at = offset + i * size.cell();
                frames.add("CELLS_" + size + " " + HEX.formatHex(in, at, at + size.cell()));
            }
        }

        @Override
        public void ping(long token) {
            frames.add("PING " + HEX.toHexDigits(token));
        }

        @Override
        public void pong(long token) {
            frames.add("PONG " + HEX.toHexDigits(token));
        }

        @Override
        public void rekey(int kind, byte[] body) {
            frames.add("REKEY " + kind + " " + HEX.formatHex(body));
        }

        @Override
        public void rekeyDone() {
            frames.add("REKEY_DONE");
        }

        @Override
        public void control(int type, byte[] in, int offset, int length) {
            frames.add("CONTROL " + type + " " + HEX.formatHex(in, offset, offset + length));
        }

        @Override
        public void closing(int code) {
            frames.add("CLOSE " + code);
        }

        @Override
        public void malformed() {
            refused = true;
        }
    }

    private static Written read(byte[] plaintext) {
        byte[] shifted = new byte[plaintext.length + 5]; // offsets must not be taken for zero
        System.arraycopy(plaintext, 0, shifted, 5, plaintext.length);
        Written written = new Written();
        FrameReader.read(shifted, 5, plaintext.length, written);
        return written;
    }

    @SuppressWarnings("unchecked") // JSON of a known shape
    private static List<Map<String, Object>> vectors(String name) throws IOException {
        Map<String, Object> all = (Map<String, Object>) Json.read(Files.readString(VECTORS));
        List<Map<String, Object>> list = (List<Map<String, Object>>) all.get(name);
        assertFalse(list.isEmpty());
        return list;
    }

    private static RecordBuilder builder(byte filler) {
        RecordBuilder record = new RecordBuilder();
        byte[] array = new byte[LinkCipher.MAX_PLAINTEXT];
        Arrays.fill(array, filler); // stands for what another link left behind
        record.use(array);
        return record;
    }

    @Test
    void shouldReadTheRecordsOfTheVectors() throws IOException {
        for (Map<String, Object> vector : vectors("records")) {
            Written written = read(HEX.parseHex((String) vector.get("plaintext")));
            assertFalse(written.refused, () -> "refused: " + vector.get("name"));
            List<String> expected = new ArrayList<>();
            frames(vector).forEach(frame -> expected.addAll(text(frame)));
            assertEquals(expected, written.frames, () -> "record: " + vector.get("name"));
        }
    }

    @Test
    void shouldBuildTheRecordsOfTheVectors() throws IOException {
        for (Map<String, Object> vector : vectors("records")) {
            RecordBuilder record = builder((byte) 0x5a);
            frames(vector).forEach(frame -> put(record, frame));
            int length = record.finish();
            byte[] built = Arrays.copyOf(record.bytes(), length);
            byte[] expected = HEX.parseHex((String) vector.get("plaintext"));
            assertArrayEquals(expected, built, () -> "record: " + vector.get("name"));
        }
    }

    @Test
    void shouldRefuseTheBadRecordsOfTheVectors() throws IOException {
        for (Map<String, Object> vector : vectors("refused")) {
            Written written = read(HEX.parseHex((String) vector.get("plaintext")));
            assertTrue(written.refused, () -> "taken: " + vector.get("name"));
        }
    }

    @Test
    void shouldPadToTheSizesOfTheVectors() throws IOException {
        for (Map<String, Object> vector : vectors("sizes")) {
            long padded = RecordSizes.padded(((Long) vector.get("content")).intValue());
            assertEquals(vector.get("padded"), padded);
        }
    }

    @Test
    void shouldGiveControlMessagesLengthsThatCellsHave() {
        for (int body = 0; body <= Link.MAX_CONTROL; body++) {
            RecordBuilder record = builder((byte) 1);
            record.frame(Frame.CONTROL, 2 + body);
            record.putU16(0x0012);
            record.put(new byte[body]);
            int length = record.finish();
            boolean ofCells = (length - 3) % 514 == 0 || (length - 3) % 4096 == 0 || length == LinkCipher.MAX_PLAINTEXT;
            assertTrue(ofCells, "body of " + body + " gives " + length);
        }
    }

    @Test
    void shouldTellNeitherOneByteFromFourHundred() {
        for (int bytes : new int[] {1, 400}) {
            RecordBuilder record = builder((byte) 1);
            record.frame(Frame.CONTROL, 2 + bytes);
            record.putU16(0x8010);
            record.put(new byte[bytes]);
            assertEquals(517, record.finish());
        }
    }

    @Test
    void shouldSurviveAnyBytes() {
        long seed = System.nanoTime();
        SimRandom random = new SimRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = random.bytes(1 + random.below(200));
            noise[0] %= 10;
            try {
                read(noise);
            } catch (RuntimeException thrown) {
                throw new AssertionError("seed " + seed + ", case " + i, thrown);
            }
        }
    }

    @SuppressWarnings("unchecked") // as above
    private static List<Map<String, Object>> frames(Map<String, Object> vector) {
        return (List<Map<String, Object>>) vector.get("frames");
    }

    private static List<String> text(Map<String, Object> frame) {
        String type = (String) frame.get("type");
        return switch (type) {
            case "CELLS_SMALL", "CELLS_LARGE" ->
                ((List<?>) frame.get("cells"))
                        .stream().map(cell -> type + " " + cell).toList();
            case "PING", "PONG" -> List.of(type + " " + frame.get("token"));
            case "REKEY" -> List.of(type + " " + frame.get("kind") + " " + frame.get("body"));
            case "CONTROL" -> List.of(type + " " + frame.get("number") + " " + frame.get("body"));
            case "CLOSE" -> List.of(type + " " + frame.get("reason"));
            default -> List.of(type);
        };
    }

    private static void put(RecordBuilder record, Map<String, Object> frame) {
        switch ((String) frame.get("type")) {
            case "CELLS_SMALL" -> cells(record, CellSize.SMALL, frame);
            case "CELLS_LARGE" -> cells(record, CellSize.LARGE, frame);
            case "PING" -> token(record, Frame.PING, frame);
            case "PONG" -> token(record, Frame.PONG, frame);
            case "REKEY_DONE" -> record.frame(Frame.REKEY_DONE, 0);
            case "REKEY" -> {
                byte[] body = HEX.parseHex((String) frame.get("body"));
                record.frame(Frame.REKEY, 1 + body.length);
                record.putU8(((Long) frame.get("kind")).intValue());
                record.put(body);
            }
            case "CONTROL" -> {
                byte[] body = HEX.parseHex((String) frame.get("body"));
                record.frame(Frame.CONTROL, 2 + body.length);
                record.putU16(((Long) frame.get("number")).intValue());
                record.put(body);
            }
            default -> {
                record.frame(Frame.CLOSE, 1);
                record.putU8(((Long) frame.get("reason")).intValue());
            }
        }
    }

    private static void token(RecordBuilder record, int type, Map<String, Object> frame) {
        record.frame(type, 8);
        record.putU64(Long.parseUnsignedLong((String) frame.get("token"), 16));
    }

    private static void cells(RecordBuilder record, CellSize size, Map<String, Object> frame) {
        for (Object cell : (List<?>) frame.get("cells")) {
            int at = record.beginCell(size);
            System.arraycopy(HEX.parseHex((String) cell), 0, record.bytes(), at, size.cell());
            record.endCell(size);
        }
    }
}
