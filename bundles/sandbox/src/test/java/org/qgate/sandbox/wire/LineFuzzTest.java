package org.qgate.sandbox.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qgate.ext.RefusedException;
import org.qgate.ext.RefusedException.Reason;
import org.qgate.sim.Corpus;
import org.qgate.sim.Cost;

/** All that a process can send to its node: frames in any pieces, each served or the end of the line, at little cost. */
final class LineFuzzTest {
    /** A body may be announced and never come: it is made for. */
    private static final long BASE = 4 << 20;

    private static final long PER_BYTE = 400;

    @FuzzTest
    void shouldServeOrEnd(byte[] input) {
        Cost.bound(input, BASE, PER_BYTE, () -> check(input));
    }

    /** Keeps what a line would send. */
    private static final class Sent implements Out {
        private int frames;
        private boolean closed;

        @Override
        public boolean send(ByteBuffer frame, long endNs) {
            frames++;
            return !closed;
        }

        @Override
        public void sendNow(ByteBuffer frame) {
            frames++;
        }

        @Override
        public void wake() {}

        @Override
        public void close() {
            closed = true;
        }
    }

    /** Serves everything with what it was given, and has nobody to call. */
    private static final class Mirror implements Server {
        private int served;

        @Override
        public void hello(Arguments theirs) throws BreachException {
            theirs.bytes(0);
        }

        @Override
        public Object serve(String name, Arguments arguments) throws Exception {
            served++;
            if (name.equals("no")) {
                throw new RefusedException(Reason.DENIED, "no");
            }
            return arguments.size() > 0 && !arguments.none(0) ? arguments.bytes(0) : null;
        }

        @Override
        public int longest(String name) {
            return 0;
        }

        @Override
        public String words(Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    private static void check(byte[] input) {
        Sent sent = new Sent();
        Mirror mirror = new Mirror();
        boolean[] ended = new boolean[1];
        Line line = new Line(sent, mirror, LineFuzzTest::run, how -> ended[0] = true, 1);
        FrameReader frames = new FrameReader();
        ByteBuffer bytes = ByteBuffer.wrap(input);
        try {
            for (Frame frame = frames.next(bytes); frame != null; frame = frames.next(bytes)) {
                oneForm(frame);
                line.take(frame);
            }
        } catch (BreachException broken) {
            line.breach(broken);
            assertTrue(broken.getMessage().length() < 100, broken.getMessage());
        }
        assertEquals(line.isClosed(), ended[0]);
        assertTrue(line.isClosed() || sent.frames == mirror.served, "each call is answered once");
    }

    private static boolean run(Runnable work) {
        work.run();
        return true;
    }

    /** What can be read is written back the same. */
    private static void oneForm(Frame frame) {
        try {
            Object value = ValueReader.read(frame.body(), Wire.MOST_VALUES);
            assertArrayEquals(frame.body(), ValueWriter.write(value, Wire.LARGEST_BODY));
        } catch (BreachException broken) {
            assertTrue(broken.getMessage().length() < 100, broken.getMessage());
        }
    }

    @Test
    void shouldHoldForMutations() {
        Corpus.of(getClass(), "shouldServeOrEnd").mutate(10_000, LineFuzzTest::check);
    }

    @Test
    void shouldKeepItsInputs() {
        Map<String, byte[]> made = new HashMap<>();
        byte[] hello = frame(FrameType.HELLO, 0, Arrays.asList(new byte[32], 1));
        made.put("hello", hello);
        made.put("calls", joined(hello, call(1, "a", 1_000L, new byte[] {1, 2, 3}), call(2, "no", 5L)));
        made.put("cancelled", joined(hello, call(1, "a", 60_000L), frame(FrameType.CANCEL, 1, null)));
        made.put("more", joined(hello, call(7, "more", 60_000L, 1L, 0L)));
        made.put("answers", joined(hello, frame(FrameType.RESULT, 1, null), frame(FrameType.FAILED, 2, List.of("no"))));
        made.put("refused", joined(hello, frame(FrameType.REFUSED, 1, Arrays.asList("DENIED", null, "no"))));
        made.put("long", joined(hello, frame(FrameType.LONG_CALL, 1, List.of("import", 9L, 1L, 2_000_000L))));
        made.put(
                "values",
                joined(hello, call(1, "a", 1L, "text", -5L, 2.5, true, Map.of("key", List.of(List.of(Map.of()))))));
        Corpus.of(getClass(), "shouldServeOrEnd").keeps(made);
    }

    private static byte[] call(int number, Object... values) {
        return frame(FrameType.CALL, number, Arrays.asList(values));
    }

    private static byte[] frame(FrameType type, int number, Object value) {
        return Frame.bytes(type, number, ValueWriter.write(value, Wire.LARGEST_BODY))
                .array();
    }

    private static byte[] joined(byte[]... frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] each : frames) {
            all.writeBytes(each);
        }
        return all.toByteArray();
    }
}
