package org.qgate.dpn.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.qgate.api.base.Current;
import org.qgate.api.net.Endpoint;
import org.qgate.api.network.ExitRequest;
import org.qgate.api.network.StreamFailure;
import org.qgate.api.store.Store;
import org.qgate.sim.SimHost;
import org.qgate.sim.SimWorld;
import org.qgate.transport.NettyPorts;
import org.qgate.transport.TransportSettings;

/** Entry and exit over the real transport, on loopback, whatever its backend. */
@Timeout(60)
abstract class RealSockets {
    private static final long SEED = 20_261_120L;

    private final SimWorld world = new SimWorld(SEED);
    private final SimHost host = world.host("10.0.0.1");
    private final NettyPorts ports;
    private final FakeOverlay overlay;
    private DpnCore core;

    RealSockets(String backend) {
        ports = new NettyPorts(TransportSettings.read(Map.of("backend", backend)), host.clock());
        overlay = new FakeOverlay(ports);
    }

    @BeforeEach
    void start() {
        Current<Store> store = host.current().cell(Store.class);
        store.set(host.store());
        core = new DpnCore(
                new DpnCore.Bedrock(ports, host.state(), host.health(), host.clock(), host.scheduler(), store),
                () -> Optional.of(overlay),
                () -> Optional.of(overlay.circuits()),
                () -> Optional.of(overlay.peers()),
                () -> Optional.of(overlay));
        Map<String, Object> settings = new HashMap<>();
        settings.put("socks_listen", "127.0.0.1:0");
        settings.put("http_listen", "127.0.0.1:0");
        settings.put("exit", "true");
        settings.put("exit_ports", "1-65535");
        settings.put("exit_allow_ranges", "127.0.0.0/8");
        core.start(settings);
        world.run(1);
        overlay.whenAsked(stream -> core.entry().opened(stream, null));
    }

    @AfterEach
    void stop() {
        core.stop();
        ports.close();
    }

    private static Socket connect(Endpoint to) throws IOException {
        Socket socket = new Socket(to.address().toInetAddress(), to.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private Socket http(String head) throws IOException {
        Socket socket = connect(core.status().http());
        socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    @Test
    void shouldSpliceSocksAndLetEveryByteThrough() throws Exception {
        byte[] data = new byte[3_000_000];
        new Random(SEED).nextBytes(data);
        try (Socket socket = connect(core.status().socks())) {
            socket.getOutputStream().write(new byte[] {5, 1, 0});
            socket.getOutputStream().write(Bench.socksRequest(1, "example.org", 443));
            InputStream in = socket.getInputStream();
            assertArrayEquals(new byte[] {5, 0, 5, 0, 0, 1, 0, 0, 0, 0, 0, 0}, in.readNBytes(12));
            CompletableFuture<byte[]> echo = CompletableFuture.supplyAsync(() -> read(in, data.length));
            socket.getOutputStream().write(data);
            assertTrue(Arrays.equals(data, echo.get(20, TimeUnit.SECONDS)));
        }
    }

    @Test
    void shouldForwardExactlyOneRequest() throws Exception {
        String sent = "POST / HTTP/1.1\r\nHost: example.org\r\nContent-Length: 300000\r\nConnection: close\r\n\r\n";
        try (Socket socket = http("POST http://example.org/ HTTP/1.1\r\nHost: a\r\nContent-Length: 300000\r\n\r\n")) {
            socket.getOutputStream().write(new byte[300_000]);
            byte[] echo = socket.getInputStream().readNBytes(sent.length() + 300_000);
            assertEquals(sent, new String(echo, 0, sent.length(), StandardCharsets.US_ASCII));
            assertEquals(sent.length() + 300_000, echo.length);
            socket.getOutputStream().write('G');
            assertThrows(IOException.class, () -> socket.getInputStream().readNBytes(1), "reset");
        }
    }

    private static byte[] read(InputStream in, int length) {
        try {
            return in.readNBytes(length);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    void shouldPassOnWhatWasSentEarlyAndItsEnd() throws Exception {
        CompletableFuture<Long> asked = new CompletableFuture<>();
        overlay.whenAsked(asked::complete);
        try (Socket socket = http("CONNECT example.org:80 HTTP/1.1\r\nHost: a\r\n\r\nearly")) {
            socket.shutdownOutput();
            long stream = asked.get(10, TimeUnit.SECONDS);
            overlay.lease().execute(() -> core.entry().opened(stream, null));
            assertEquals(
                    "HTTP/1.1 200 Connection established\r\n\r\nearly",
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
        }
    }

    @Test
    void shouldSayWhyItFailsAndClose() throws Exception {
        overlay.whenAsked(stream -> core.entry().failed(stream, StreamFailure.NO_CIRCUIT));
        try (Socket socket = http("CONNECT example.org:80 HTTP/1.1\r\nHost: a\r\n\r\n")) {
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertTrue(answer.startsWith("HTTP/1.1 503 ") && answer.contains("QG-DPN-0004"), answer);
        }
    }

    @Test
    void shouldAnswerGarbageBeforeItCloses() throws Exception {
        try (Socket socket = http("\u0016\u0003\u0001" + "x".repeat(60_000))) {
            assertTrue(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .startsWith("HTTP/1.1 400 "));
        }
    }

    @Test
    void shouldAnswerHalfARequestThatEnds() throws Exception {
        try (Socket socket = http("CONNECT exam")) {
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        }
    }

    @Test
    void shouldCancelWhenTheApplicationGoes() throws Exception {
        CompletableFuture<Long> asked = new CompletableFuture<>();
        overlay.whenAsked(asked::complete);
        http("CONNECT example.org:80 HTTP/1.1\r\nHost: a\r\n\r\n").close();
        long stream = asked.get(10, TimeUnit.SECONDS);
        await(() -> overlay.cancelled.contains(stream));
        assertEquals(0, core.status().negotiating());
    }

    @Test
    void shouldConnectDirectlyByRule() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            CompletableFuture<String> got = CompletableFuture.supplyAsync(() -> serveOnce(server));
            core.rules().add("127.0.0.1", "direct");
            String authority = "127.0.0.1:" + server.getLocalPort();
            try (Socket socket = http("CONNECT " + authority + " HTTP/1.1\r\nHost: a\r\n\r\nquestion")) {
                socket.shutdownOutput();
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
                assertEquals("HTTP/1.1 200 Connection established\r\n\r\nanswer", answer);
            }
            assertEquals("question", got.get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void shouldEndBothEndsOfADirectConnectionWhenTheKeysStayAway() throws Exception {
        String established = "HTTP/1.1 200 Connection established\r\n\r\n";
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            core.rules().add("127.0.0.1", "direct");
            String head = "CONNECT 127.0.0.1:" + server.getLocalPort() + " HTTP/1.1\r\nHost: a\r\n\r\n";
            try (Socket socket = http(head);
                    Socket accepted = server.accept()) {
                accepted.setSoTimeout(20_000);
                assertArrayEquals(
                        established.getBytes(StandardCharsets.US_ASCII),
                        socket.getInputStream().readNBytes(established.length()));
                core.locked(true);
                world.run(31_000);
                assertTrue(ends(socket) && ends(accepted));
            }
        }
    }

    private static boolean ends(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() == -1;
        } catch (SocketException reset) {
            return true;
        }
    }

    @Test
    void shouldExitToAnAllowedAddress() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            ExitRequest request = new ExitRequest(77, "127.0.0.1", server.getLocalPort(), "c", "n", false);
            overlay.lease().execute(() -> core.exit().begin(request));
            try (Socket accepted = server.accept()) {
                accepted.setSoTimeout(20_000);
                accepted.getOutputStream().write("echo".getBytes(StandardCharsets.US_ASCII));
                assertEquals("echo", new String(accepted.getInputStream().readNBytes(4), StandardCharsets.US_ASCII));
            }
            await(() -> overlay.accepted.containsKey(77L));
        }
    }

    @Test
    void shouldSayThatAnExitTargetRefuses() throws Exception {
        int free;
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            free = server.getLocalPort();
        }
        overlay.lease().execute(() -> core.exit().begin(new ExitRequest(78, "127.0.0.1", free, "c", "n", false)));
        await(() -> overlay.refused.get(78L) == StreamFailure.REFUSED);
    }

    private static String serveOnce(ServerSocket server) {
        try (Socket socket = server.accept()) {
            String question = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            socket.getOutputStream().write("answer".getBytes(StandardCharsets.US_ASCII));
            return question;
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private void await(BooleanSupplier condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - end < 0, "condition not met in time");
            CompletableFuture<Void> turn = new CompletableFuture<>();
            overlay.lease().schedule(5, () -> turn.complete(null));
            turn.get(10, TimeUnit.SECONDS);
        }
    }
}
