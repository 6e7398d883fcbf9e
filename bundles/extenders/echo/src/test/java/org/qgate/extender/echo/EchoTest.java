package org.qgate.extender.echo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qgate.ext.net.Caller;
import org.qgate.ext.net.Stream;

/** What echo answers, counts, keeps and hands over. */
final class EchoTest {
    private final Map<String, byte[]> stored = new HashMap<>();

    private FakeHost started(Echo echo) {
        FakeHost host = new FakeHost(stored);
        echo.start(host);
        return host;
    }

    private static long call(FakeHost host, String text) throws Exception {
        byte[] request = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer response = ByteBuffer.wrap(host.calls.get("echo/1").serve(null, request));
        long count = response.getLong();
        byte[] rest = new byte[response.remaining()];
        response.get(rest);
        assertArrayEquals(request, rest);
        return count;
    }

    private static Map<String, String> stats(FakeHost host) throws Exception {
        Map<String, String> stats = new HashMap<>();
        host.commands.get("stats").run(List.of()).rows().forEach(row -> stats.put(row.get(0), row.get(1)));
        return stats;
    }

    @Test
    void shouldAnswerWithTheNumberOfTheRequestAndTheRequest() throws Exception {
        FakeHost host = started(new Echo());
        assertEquals(1, call(host, "hello"));
        assertEquals(2, call(host, ""));
        assertEquals("2", stats(host).get("requests"));
    }

    @Test
    void shouldNotAnswerMoreThanTheOperatorAllows() throws Exception {
        FakeHost host = started(new Echo());
        host.set.put("largest_request", 4L);
        assertEquals(1, call(host, "four"));
        assertThrows(IllegalArgumentException.class, () -> call(host, "fives"));
        assertEquals(2, call(host, ""), "what was refused is not counted");
    }

    @Test
    void shouldCountOnWhereTheVersionBeforeWas() throws Exception {
        Echo first = new Echo();
        FakeHost old = started(first);
        for (int i = 1; i <= 5; i++) {
            call(old, "x");
        }
        Echo second = new Echo();
        FakeHost next = started(second);
        second.importState(first.exportState(), "1.0.0");
        assertEquals(6, call(next, "x"));
        Echo back = new Echo();
        FakeHost rolled = started(back);
        back.importState(second.exportState(), "1.1.0");
        assertEquals(7, call(rolled, "x"), "a rollback goes on, too");
    }

    @Test
    void shouldRefuseAStateThatIsNotItsOwn() {
        Echo echo = new Echo();
        started(echo);
        for (byte[] state : List.of(new byte[1], new byte[25], new byte[26], new Tally(0, -1, 0).encode())) {
            assertThrows(IllegalArgumentException.class, () -> echo.importState(state, "9.9.9"));
        }
        echo.importState(new byte[0], "0.9.0");
    }

    @Test
    void shouldKeepTheSumOfAllStarts() throws Exception {
        Echo first = new Echo();
        FakeHost before = started(first);
        call(before, "a");
        call(before, "b");
        before.timers.get(0).run();
        call(before, "c");
        first.stop();
        FakeHost after = started(new Echo());
        assertEquals("-", stats(after).get("requests of all starts"), "nobody has read it yet");
        call(after, "d");
        after.timers.get(0).run();
        assertEquals("4", stats(after).get("requests of all starts"));
        assertEquals("1", stats(after).get("requests"));
    }

    @Test
    void shouldNotCountTwiceWhatItHandedOver() throws Exception {
        Echo first = new Echo();
        FakeHost old = started(first);
        call(old, "a");
        Echo second = new Echo();
        FakeHost next = started(second);
        second.importState(first.exportState(), "1.0.0");
        first.drain(1_000);
        call(next, "b");
        second.stop();
        first.stop();
        FakeHost later = started(new Echo());
        later.timers.get(0).run();
        assertEquals("2", stats(later).get("requests of all starts"));
    }

    @Test
    void shouldGoOnWhenTheStoreIsRevoked() throws Exception {
        FakeHost host = started(new Echo());
        host.storeGranted = false;
        call(host, "a");
        host.timers.get(0).run();
        assertTrue(host.log.get(0).contains("revoked"), host.log.toString());
        assertEquals(2, call(host, "b"));
        host.storeGranted = true;
        host.timers.get(0).run();
        assertEquals("2", stats(host).get("requests of all starts"));
    }

    @Test
    void shouldAskAnotherNode() throws Exception {
        FakeHost here = started(new Echo());
        here.other = started(new Echo());
        call(here.other, "earlier");
        assertEquals(
                List.of(List.of("2", "grüße")),
                here.commands.get("call").run(List.of("aa", "grüße")).rows());
        assertEquals(
                List.of(List.of("aa")),
                here.commands.get("nodes").run(List.of()).rows());
    }

    @Test
    void shouldSendBackWhatComesOverAStream() throws Exception {
        FakeHost host = started(new Echo());
        byte[] sent = new byte[100_000];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = (byte) (i * 31);
        }
        Wire wire = new Wire(sent);
        host.streams.get("echo/stream/1").serve(wire);
        assertArrayEquals(sent, wire.back.toByteArray());
        assertTrue(wire.ended);
        assertEquals("1", stats(host).get("streams"));
    }

    /** A stream whose other end sends this and then ends. */
    private static final class Wire implements Stream {
        private final ByteArrayInputStream in;
        private final ByteArrayOutputStream back = new ByteArrayOutputStream();
        private boolean ended;

        private Wire(byte[] sent) {
            in = new ByteArrayInputStream(sent);
        }

        @Override
        public Caller peer() {
            return null;
        }

        @Override
        public int read(byte[] into, int offset, int length, long atMostMs) {
            return in.read(into, offset, length);
        }

        @Override
        public void write(byte[] from, int offset, int length, long atMostMs) {
            back.write(from, offset, length);
        }

        @Override
        public void end() {
            ended = true;
        }

        @Override
        public void close() {
            throw new AssertionError("it is closed when the handler returns");
        }
    }
}
