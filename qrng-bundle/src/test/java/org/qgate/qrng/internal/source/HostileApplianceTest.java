package org.qgate.qrng.internal.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.qgate.qrng.internal.source.Sources.refused;
import static org.qgate.qrng.internal.source.Sources.spec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.qgate.api.error.QrngError;
import org.qgate.api.qrng.EntropySource;
import org.qgate.sim.LoopbackServer;

/** The driver against whatever a server may answer. */
class HostileApplianceTest {
    private static final int SIZE = 10_000; // what is asked for at 100,000 samples a second
    private static final String JSON =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 14\r\n\r\n" + "{\"serial\":\"1\"}";
    private static final String GOOD = "HTTP/1.1 200 OK\r\nContent-Length: " + SIZE + "\r\n\r\n" + "r".repeat(SIZE);

    private final Threads threads = new Threads();
    private final IdqDriver driver = new IdqDriver(threads, Threads.CLOCK);
    private final AtomicInteger connections = new AtomicInteger();

    @AfterEach
    void nothingRunsOn() {
        threads.awaitIdle();
    }

    /** Answers requests for random bytes with one text and others with another; ends each connection when told. */
    private LoopbackServer server(String info, String stream, boolean endEach) throws IOException {
        return new LoopbackServer("127.0.0.1", 0, socket -> serve(socket, info, stream, endEach));
    }

    private void serve(Socket socket, String info, String stream, boolean endEach) throws IOException {
        connections.incrementAndGet();
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        OutputStream out = socket.getOutputStream();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith("GET ")) {
                String answer = line.contains("streambytes") ? stream : info;
                in.mark(8192);
                out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
                if (endEach) {
                    return;
                }
            }
        }
    }

    private EntropySource open(LoopbackServer server) {
        return driver.open(spec("idq", "http://" + server.authority(), 8, Map.of("insecure", "true")), 0);
    }

    private void refusesInfo(String answer, QrngError code, String says) throws IOException {
        try (LoopbackServer server = server(answer, GOOD, true)) {
            refused(code, says, () -> open(server).close());
        }
    }

    private void refusesStream(String answer, QrngError code, String says) throws IOException {
        try (LoopbackServer server = server(JSON, answer, true);
                EntropySource source = open(server)) {
            refused(code, says, () -> source.read(new byte[SIZE], 0, SIZE, 20_000));
        }
    }

    @Test
    void shouldKeepTheConnectionAndMakeAnotherWhenItEnded() throws Exception {
        for (boolean endEach : new boolean[] {false, true}) {
            connections.set(0);
            try (LoopbackServer server = server(JSON, GOOD, endEach);
                    EntropySource source = open(server)) {
                byte[] read = Sources.read(source, 5 * SIZE);
                assertArrayEquals("r".repeat(5 * SIZE).getBytes(StandardCharsets.US_ASCII), read);
                assertEquals("1", source.identity().serial());
                assertEquals(!endEach, connections.get() == 2, connections + " connections");
            }
        }
    }

    @Test
    void shouldReadChunkedAnswers() throws Exception {
        String half = Integer.toHexString(SIZE / 2) + ";x=y\r\n" + "c".repeat(SIZE / 2) + "\r\n";
        String chunked =
                "HTTP/1.1 200 OK\r\ntransfer-encoding: Chunked\r\n\r\n" + half + half + "0\r\nTrailer: t\r\n\r\n";
        try (LoopbackServer server = server(JSON, chunked, false);
                EntropySource source = open(server)) {
            assertArrayEquals("c".repeat(3 * SIZE).getBytes(StandardCharsets.US_ASCII), Sources.read(source, 3 * SIZE));
        }
    }

    @Test
    void shouldRefuseWhatIsNoAnswer() throws Exception {
        refusesStream("SSH-2.0-OpenSSH\r\n", QrngError.NONSENSE, "HTTP/1.1");
        refusesStream("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", QrngError.NONSENSE, "5 bytes instead");
        refusesStream("HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\nhello", QrngError.NONSENSE, "5 bytes of 10000");
        refusesStream("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n", QrngError.NONSENSE, "at most 10000");
        refusesStream("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", QrngError.NONSENSE, "how long");
        refusesStream("HTTP/1.1 200 OK\r\n\r\nhello", QrngError.NONSENSE, "how long");
        refusesStream("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n", QrngError.NONSENSE, "twice");
        refusesStream("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n", QrngError.NONSENSE, "unknown way");
        refusesStream("HTTP/1.1 200 OK\r\n" + "a".repeat(9000) + "\r\n\r\n", QrngError.NONSENSE, "line of more");
        refusesStream("HTTP/1.1 200 OK\r\n" + "a: b\r\n".repeat(5) + "nothing\r\n\r\n", QrngError.NONSENSE, "head");
        refusesStream(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffff\r\n",
                QrngError.NONSENSE,
                "at most 10000");
        refusesStream(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello6\r\n", QrngError.NONSENSE, "chunk");
        refusesStream(
                GOOD.replace("OK\r\n", "OK\r\nContent-Type: text/html; charset=utf-8\r\n"),
                QrngError.NONSENSE,
                "text/html");
        refusesStream("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", QrngError.UNREADABLE, "status 503");
        refusesStream(
                "HTTP/1.1 302 Found\r\nLocation: http://elsewhere/\r\nContent-Length: 0\r\n\r\n",
                QrngError.UNREADABLE,
                "status 302");
        refusesStream("", QrngError.UNREADABLE, "without an answer");
    }

    @Test
    void shouldRefuseAnIdentityThatIsNone() throws Exception {
        refusesInfo("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n\u0000\u00ff{]", QrngError.NONSENSE, "no JSON");
        refusesInfo("HTTP/1.1 200 OK\r\nContent-Length: 70000\r\n\r\n", QrngError.NONSENSE, "at most 65536");
        refusesInfo("HTTP/1.1 500 Error\r\nContent-Length: 0\r\n\r\n", QrngError.UNREADABLE, "status 500");
    }

    /** A byte now and then must not keep it longer than an answer may take: neither opening nor asking what it is. */
    @Test
    void shouldNotWaitForAnswersThatTrickle() throws Exception {
        try (LoopbackServer server = new LoopbackServer("127.0.0.1", 0, socket -> {
            byte[] head = "HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII);
            socket.getOutputStream().write(head);
            while (!socket.isClosed()) {
                socket.getOutputStream().write("A: b\r\n".getBytes(StandardCharsets.US_ASCII));
                LockSupport.parkNanos(50_000_000);
            }
        })) {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(10), () -> refused(QrngError.UNREADABLE, "within", () -> open(server)));
        }
    }
}
