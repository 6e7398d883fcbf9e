package org.qgate.sandbox.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qgate.sandbox.wire.Ends.LONG_MS;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The other end breaks one rule after the other; each ends the line, and is named. */
class HostileTest {
    @TempDir
    private Path folder;

    private final CountDownLatch let = new CountDownLatch(1);
    private final AtomicInteger served = new AtomicInteger();
    private Ends ends;
    private Ends.End end;

    @BeforeEach
    void open() throws IOException {
        ends = new Ends(folder);
        end = ends.line(ends.near, new Serves((name, given) -> {
            served.incrementAndGet();
            let.await(LONG_MS, TimeUnit.MILLISECONDS);
            return given.size() == 0 ? null : given.bytes(0);
        }));
    }

    @AfterEach
    void close() throws IOException {
        let.countDown();
        ends.close();
    }

    private static ByteBuffer frame(FrameType type, int number, Object value) {
        return Frame.bytes(type, number, ValueWriter.write(value, Wire.LARGEST_BODY));
    }

    private static ByteBuffer hello() {
        return frame(FrameType.HELLO, 0, List.of(1));
    }

    private static ByteBuffer call(int number, Object... values) {
        return frame(FrameType.CALL, number, Arrays.asList(values));
    }

    private static ByteBuffer raw(int length, int type) {
        return ByteBuffer.allocate(Wire.HEAD_BYTES)
                .putInt(length)
                .put((byte) type)
                .putInt(1)
                .flip();
    }

    private void broken(String rule, ByteBuffer... frames) throws Exception {
        ends.send(frames);
        Line.Ended how = end.await();
        assertTrue(how.breach(), how.why());
        assertEquals(rule, how.why());
        assertTrue(end.line().isClosed());
    }

    @Test
    void shouldEndWithoutHello() throws Exception {
        broken("a HELLO that is not the first frame, or none that is", call(1, "some", 1_000L));
    }

    @Test
    void shouldEndWithTwoHellos() throws Exception {
        broken("a HELLO that is not the first frame, or none that is", hello(), hello());
    }

    @Test
    void shouldEndWithALengthThatIsTooLarge() throws Exception {
        broken("a frame of " + (Wire.LARGEST_BODY + 1) + " bytes", hello(), raw(Wire.LARGEST_BODY + 1, 2));
    }

    @Test
    void shouldEndWithALengthOfFourGigabytes() throws Exception {
        broken("a frame of 4294967295 bytes", raw(-1, 2));
    }

    @Test
    void shouldEndWithAnEmptyFrame() throws Exception {
        broken("a frame of 0 bytes", hello(), raw(0, 2));
    }

    @Test
    void shouldEndWithATypeThatThereIsNot() throws Exception {
        broken("a frame of no known type", hello(), raw(1, 9));
    }

    @Test
    void shouldEndWithAnAnswerToNoCall() throws Exception {
        broken("an answer to no call", hello(), frame(FrameType.RESULT, 77, null));
    }

    @Test
    void shouldEndWithTooManyCalls() throws Exception {
        ends.send(hello());
        for (int i = 0; i < Wire.MOST_CALLS; i++) {
            ends.send(call(i, "wait", LONG_MS));
        }
        broken("more than 64 calls under way", call(64, "wait", LONG_MS));
        assertTrue(served.get() <= Wire.MOST_CALLS);
    }

    @Test
    void shouldEndWithANumberThatIsTaken() throws Exception {
        broken("a call with the number of another one", hello(), call(5, "wait", LONG_MS), call(5, "wait", LONG_MS));
    }

    @Test
    void shouldEndWithoutADeadline() throws Exception {
        broken("a call without a name or a deadline", hello(), call(1, "wait", 0L));
    }

    @Test
    void shouldEndWithADeadlineBeyondReason() throws Exception {
        broken("a call without a name or a deadline", hello(), call(1, "wait", Wire.LONGEST_MS + 1));
    }

    @Test
    void shouldEndWithoutAName() throws Exception {
        broken("a call without a name or a deadline", hello(), call(1, null, 1L));
    }

    @Test
    void shouldEndWithMissingValues() throws Exception {
        broken("a value that is missing", hello(), call(1));
    }

    @Test
    void shouldEndWithAnotherKindOfValue() throws Exception {
        broken("a value of another kind than String", hello(), call(1, 1L, 1L));
    }

    @Test
    void shouldEndWithAnotherKindOfArgument() throws Exception {
        let.countDown();
        broken("a value of another kind than byte[]", hello(), call(1, "any", LONG_MS, "a text"));
    }

    @Test
    void shouldEndWithAFrameThatIsNoList() throws Exception {
        broken("a value of another kind than List", hello(), frame(FrameType.CALL, 1, "a text"));
    }

    @Test
    void shouldEndWithLongArgumentsThatNobodyTakes() throws Exception {
        broken(
                "a value of 2000000 bytes, allowed: 0",
                hello(),
                frame(FrameType.LONG_CALL, 1, List.of("wait", LONG_MS, 1L, 2_000_000L)));
    }

    @Test
    void shouldEndWithAPieceOfNothing() throws Exception {
        broken("a piece of a value that is not there", hello(), call(1, "more", LONG_MS, 1L, 0L));
    }

    @Test
    void shouldCareForNoCancelOfNothing() throws Exception {
        let.countDown();
        ends.send(hello(), frame(FrameType.CANCEL, 9, null), call(1, "any", LONG_MS, new byte[] {7}));
        ByteBuffer answer = ByteBuffer.allocate(Wire.HEAD_BYTES + 2);
        while (answer.hasRemaining()) {
            assertTrue(ends.far.read(answer) > 0);
        }
        assertEquals(frame(FrameType.RESULT, 1, new byte[] {7}), answer.flip());
    }

    /** Whoever calls and reads no answer is cut off, and holds no thread longer than its deadline allows. */
    @Test
    void shouldNotBeHeldUpByWhoReadsNoAnswer() throws Exception {
        let.countDown();
        ends.send(hello());
        byte[] large = new byte[1 << 20];
        ends.beside(() -> {
            for (int i = 0; i < 60; i++) {
                ends.send(call(i, "any", 1L, large));
            }
            return null;
        });
        Line.Ended how = end.await();
        assertEquals("it does not take the answers to its calls", how.why());
    }

    /** What is served holds 8 MiB: nothing more is read before some of it is done. */
    @Test
    void shouldReadNoMoreThanItHolds() throws Exception {
        ends.send(hello());
        byte[] large = new byte[1 << 20];
        var all = ends.beside(() -> {
            for (int i = 0; i < 40; i++) {
                ends.send(call(i, "any", LONG_MS, large));
            }
            return null;
        });
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONG_MS);
        while (served.get() < 8 && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(2);
        }
        TimeUnit.MILLISECONDS.sleep(200); // were it to read on, it would now
        assertTrue(served.get() >= 8 && served.get() <= 10, served + " calls of 1 MiB are held");
        assertEquals(false, all.isDone());
    }
}
