package org.qgate.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.qgate.api.net.IpAddress;

/** The servers that real nodes are tested against. */
@Timeout(60)
final class LoopbackServersTest {
    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    @Test
    void shouldServePageAndHashUpload() throws Exception {
        try (LoopbackHttpServer server = LoopbackHttpServer.start()) {
            var page = client().send(
                            HttpRequest.newBuilder(URI.create(server.url("/page")))
                                    .build(),
                            BodyHandlers.ofByteArray());
            assertArrayEquals(LoopbackHttpServer.page(), page.body());
            assertFalse(new String(page.body(), StandardCharsets.UTF_8).contains(LoopbackHttpServer.RENDERED));
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            TestBody.write(body, 200_001);
            var hash = client().send(
                            HttpRequest.newBuilder(URI.create(server.url("/hash")))
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                                    .build(),
                            BodyHandlers.ofString());
            assertEquals(TestBody.sha256(200_001), hash.body().strip());
        }
    }

    @Test
    void shouldStreamTheKnownBodyFast() throws Exception {
        long length = 1L << 30;
        try (LoopbackHttpServer server = LoopbackHttpServer.start()) {
            long start = System.nanoTime();
            assertEquals(length, drain(server, length));
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf("1 GiB in %.2f s, %.0f MB/s%n", seconds, length / 1e6 / seconds);
            HttpRequest request = HttpRequest.newBuilder(URI.create(server.url("/bytes/3000000")))
                    .build();
            var digest = TestBody.newSha256();
            try (InputStream in = new DigestInputStream(
                    client().send(request, BodyHandlers.ofInputStream()).body(), digest)) {
                assertEquals(3_000_000, in.readAllBytes().length);
            }
            assertEquals(TestBody.sha256(3_000_000), HexFormat.of().formatHex(digest.digest()));
        }
    }

    private static long drain(LoopbackHttpServer server, long length) throws IOException {
        byte[] piece = new byte[262_144];
        long total = 0;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write(("GET /bytes/" + length + " HTTP/1.1\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            InputStream in = socket.getInputStream();
            int head = 0;
            for (int last = 0; last != 0x0d0a0d0a; head++) {
                last = last << 8 | in.read();
            }
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                total += read;
            }
        }
        return total;
    }

    @Test
    void shouldRecordFlipAndCut() throws Exception {
        byte[] sent = new SimRandom(5).bytes(1000);
        try (LoopbackServer echo = new LoopbackServer(
                        "127.0.0.1", 0, s -> s.getInputStream().transferTo(s.getOutputStream()));
                Forwarder between = new Forwarder("127.0.0.1", 0, "127.0.0.1", echo.port(), "127.0.1.9")) {
            between.flipFromTarget(500);
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), between.port())) {
                socket.getOutputStream().write(sent);
                byte[] back = socket.getInputStream().readNBytes(1000);
                assertArrayEquals(sent, between.toTarget().bytes());
                assertEquals(500, Arrays.mismatch(sent, back));
                assertEquals(sent[500] ^ 1, back[500]);
                between.cut(false);
                assertTrue(ended(socket));
            }
        }
    }

    private static boolean ended(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    @Test
    void shouldAnswerNamesFromItsTable() throws Exception {
        try (LoopbackDnsServer server = new LoopbackDnsServer("127.0.0.1", 0);
                DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            server.put("page.example", IpAddress.parse("10.1.2.3").orElseThrow());
            byte[] answer = ask(socket, server, "page.example", 1);
            assertEquals(0, answer[3] & 15);
            assertArrayEquals(new byte[] {10, 1, 2, 3}, Arrays.copyOfRange(answer, answer.length - 4, answer.length));
            assertEquals(3, ask(socket, server, "nowhere.example", 1)[3] & 15);
            assertEquals(0, ask(socket, server, "page.example", 28)[7]);
            byte[] pointer = ask(socket, server, "3.2.1.10.in-addr.arpa", 12);
            assertTrue(new String(pointer, StandardCharsets.ISO_8859_1).contains("\4page\7example\0"));
        }
    }

    private static byte[] ask(DatagramSocket socket, LoopbackDnsServer server, String name, int type)
            throws IOException {
        ByteArrayOutputStream question = new ByteArrayOutputStream();
        question.writeBytes(new byte[] {0, 7, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0});
        for (String label : name.split("\\.")) {
            question.write(label.length());
            question.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        }
        question.writeBytes(new byte[] {0, 0, (byte) type, 0, 1});
        socket.send(new DatagramPacket(
                question.toByteArray(), question.size(), InetAddress.getLoopbackAddress(), server.port()));
        DatagramPacket answer = new DatagramPacket(new byte[1500], 1500);
        socket.setSoTimeout(5_000);
        socket.receive(answer);
        return Arrays.copyOf(answer.getData(), answer.getLength());
    }
}
