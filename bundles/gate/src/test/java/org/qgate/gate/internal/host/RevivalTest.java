package org.qgate.gate.internal.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qgate.gate.internal.host.Extenders.bytes;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.error.QGateException;
import org.qgate.gate.Permit;
import org.qgate.gate.Program;
import org.qgate.gate.internal.process.Child;
import org.qgate.gate.internal.process.ThreadLauncher;

/** Processes that end by themselves, and are begun again. */
class RevivalTest {
    @TempDir
    Path folder;

    private ThreadLauncher launcher;
    private GateBench bench;

    @BeforeEach
    void begin() {
        launcher = new ThreadLauncher(folder);
        bench = new GateBench(folder, launcher);
    }

    @AfterEach
    void end() {
        bench.close();
    }

    private long open(Class<?> type, String... scope) {
        Permit permit = GateBench.permit("org.example.x", "1.0.0", GateBench.WIDE, scope);
        long number = bench.instances.make(new Program(new byte[0], "", type.getName(), 48), permit);
        bench.instances.start(number, GateBench.LONG_MS);
        bench.instances.open(number);
        return number;
    }

    private void crash() {
        launcher.begun.forEach(Child::kill);
        launcher.begun.clear();
    }

    @Test
    void shouldGoOnUnderTheSameNumber() throws Exception {
        long number = open(Extenders.Echoing.class, "echo/1", "stream/1");
        assertArrayEquals(bytes("a"), bench.call("echo/1", bytes("a")));
        crash();
        GateBench.until("it is begun again", () -> launcher.begun.size() == 1);
        GateBench.until("it is noticed", () -> bench.status(number).restarts() == 1);
        assertArrayEquals(bytes("b"), untilAnswered("echo/1", bytes("b")));
        assertEquals("OPEN", bench.status(number).state());
    }

    /** A call that comes while nobody is there waits, at most as long as the gate lets it. */
    private byte[] untilAnswered(String protocol, byte[] request) throws InterruptedException {
        byte[][] answer = new byte[1][];
        GateBench.until("a call is answered", () -> {
            try {
                answer[0] = bench.call(protocol, request);
                return true;
            } catch (QGateException waiting) {
                return false;
            }
        });
        return answer[0];
    }

    @Test
    void shouldLetCallsWaitMeanwhile() throws Exception {
        long number = open(Extenders.Echoing.class, "echo/1", "stream/1");
        crash();
        GateBench.until("it is noticed", () -> bench.status(number).restarts() == 1);
        // Half a second of waiting, and a start: less than calls wait at a gate, wherever a thread gets its turn.
        assertArrayEquals(bytes("x"), untilAnswered("echo/1", bytes("x")));
    }

    @Test
    void shouldStartAnewEachTime() throws Exception {
        long number = open(Extenders.Counting.class, "count/1");
        bench.call("count/1", new byte[0]);
        crash();
        GateBench.until("it is begun again", () -> bench.status(number).restarts() == 1 && !launcher.begun.isEmpty());
        assertEquals(
                1,
                java.nio.ByteBuffer.wrap(untilAnswered("count/1", new byte[0])).getLong());
        assertEquals(
                List.of("count"),
                bench.instances.commands(number).stream()
                        .map(each -> each.name())
                        .toList());
    }

    @Test
    void shouldStayPausedWhenItWas() throws Exception {
        long number = open(Extenders.Echoing.class, "echo/1", "stream/1");
        bench.instances.pause(number);
        crash();
        GateBench.until("it is begun again", () -> launcher.begun.size() == 1);
        assertThrows(QGateException.class, () -> bench.call("echo/1", bytes("x")));
        assertEquals("PAUSED", bench.status(number).state());
        bench.instances.resume(number);
        assertArrayEquals(bytes("y"), untilAnswered("echo/1", bytes("y")));
    }

    @Test
    void shouldNotBeginOneThatWasStopped() throws Exception {
        long number = open(Extenders.Echoing.class, "echo/1", "stream/1");
        crash();
        GateBench.until("it is noticed", () -> bench.status(number).restarts() == 1);
        assertTrue(bench.instances.stop(number, GateBench.LONG_MS));
        assertTrue(bench.instances.instances().isEmpty());
        assertThrows(QGateException.class, () -> bench.call("echo/1", bytes("x")));
    }
}
