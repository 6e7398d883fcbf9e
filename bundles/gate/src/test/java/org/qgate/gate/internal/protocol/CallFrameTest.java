package org.qgate.gate.internal.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.qgate.common.json.Json;

/** Frames of calls, against the public vectors {@code docs/vectors/calls.json} among others. */
class CallFrameTest {
    private final List<CallFrame> read = new ArrayList<>();
    private final CallBytes bytes = new CallBytes();
    private final FrameReader reader = new FrameReader(bytes, read::add);

    private static Stream<Map<?, ?>> part(String name) {
        try {
            String text = Files.readString(Path.of(System.getProperty("qgate.docs"), "vectors", "calls.json"));
            Map<?, ?> document = (Map<?, ?>) Json.read(text);
            return ((List<?>) document.get(name)).stream().map(each -> (Map<?, ?>) each);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Stream<Map<?, ?>> frames() {
        return part("frames");
    }

    static Stream<Map<?, ?>> refused() {
        return part("refused");
    }

    private static byte[] bytes(Map<?, ?> vector, String field) {
        return HexFormat.of().parseHex((String) vector.get(field));
    }

    private static byte[] written(CallFrame frame) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(frame.head());
        out.writeBytes(frame.body());
        return out.toByteArray();
    }

    @ParameterizedTest
    @MethodSource("frames")
    void shouldReadAndWriteAsPublished(Map<?, ?> vector) {
        byte[] wire = bytes(vector, "bytes");
        reader.feed(wire, 0, wire.length);
        assertEquals(1, read.size());
        CallFrame frame = read.get(0);
        assertEquals(vector.get("kind"), frame.kind().name());
        assertEquals(vector.get("call"), (long) frame.call());
        assertEquals(vector.get("leftMs"), (long) frame.leftMs());
        assertArrayEquals(bytes(vector, "body"), frame.body());
        assertArrayEquals(wire, written(frame));
        assertEquals(0, reader.unfinished());
    }

    @ParameterizedTest
    @MethodSource("refused")
    void shouldRefuseAsPublished(Map<?, ?> vector) {
        byte[] wire = bytes(vector, "bytes");
        assertThrows(IllegalArgumentException.class, () -> reader.feed(wire, 0, wire.length));
        assertEquals(List.of(), read);
    }

    @Test
    void shouldReadTheSameInAnyPieces() {
        long seed = Long.getLong("qgate.seed", 20261120);
        Random random = new Random(seed);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        List<CallFrame> sent = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            byte[] body = new byte[random.nextInt(5_000)];
            random.nextBytes(body);
            CallFrame frame = i % 3 == 0 ? CallFrame.response(i, body) : CallFrame.request(i, 1 + i, body);
            sent.add(frame);
            all.writeBytes(written(frame));
        }
        byte[] wire = all.toByteArray();
        for (int at = 0, part; at < wire.length; at += part) {
            part = Math.min(wire.length - at, 1 + random.nextInt(3_000));
            reader.feed(wire, at, part);
        }
        assertEquals(sent.size(), read.size(), "seed " + seed);
        for (int i = 0; i < sent.size(); i++) {
            assertArrayEquals(written(sent.get(i)), written(read.get(i)), "frame " + i + ", seed " + seed);
        }
        assertEquals(0, bytes.held());
    }

    @Test
    void shouldHoldWhatCameNotWhatWasAnnounced() {
        byte[] head = CallFrame.request(1, 1_000, new byte[1 << 20]).head();
        reader.feed(head, 0, head.length);
        reader.feed(new byte[100], 0, 100);
        assertEquals(512, bytes.held());
        reader.forget();
        assertEquals(0, bytes.held());
    }

    @Test
    void shouldRefuseMoreThanThisNodeHolds() {
        bytes.take((int) CallBytes.MOST);
        byte[] wire = written(CallFrame.response(1, new byte[10]));
        assertThrows(IllegalArgumentException.class, () -> reader.feed(wire, 0, wire.length));
        reader.forget();
        assertEquals(CallBytes.MOST, bytes.held());
    }
}
