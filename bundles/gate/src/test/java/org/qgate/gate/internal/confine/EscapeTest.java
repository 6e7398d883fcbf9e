package org.qgate.gate.internal.confine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.qgate.gate.internal.confine.ConfineBench.Talk;

/** Each way out, tried by a stranger in a real process. */
class EscapeTest {
    @TempDir
    static Path folder;

    private static ConfineBench bench;
    private static ServerSocket listener;
    private static ServerSocketChannel unix;
    private static Path socket;

    @BeforeAll
    static void begin() throws IOException {
        bench = new ConfineBench(folder);
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress()); // there is somebody to be reached
        socket = folder.resolve("listens");
        unix = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
    }

    @AfterAll
    static void end() throws IOException {
        bench.close();
        listener.close();
        unix.close();
    }

    @ParameterizedTest
    @EnumSource
    void shouldBeStopped(Escape way) throws Exception {
        bench.assumeHeld();
        Talk talk = bench.launch(100);
        try {
            String came = String.valueOf(talk.attempt(way.attempt(bench, listener.getLocalPort(), socket)));
            assertTrue(came.matches(way.outcome()), () -> way.words() + ": " + came);
        } finally {
            talk.child.kill();
            talk.ended();
        }
    }

    @Test
    void shouldBeListedForOperators() throws IOException {
        String docs = Files.readString(
                Path.of(System.getProperty("qgate.docs", "../../docs")).resolve("threat-model.md"));
        for (Escape way : Escape.values()) {
            assertTrue(docs.contains("| " + way.words() + " |"), () -> "no row of: " + way.words());
        }
    }
}
