package org.qgate.testnet.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.qgate.api.net.Endpoint;
import org.qgate.sim.LoopbackHttpServer;
import org.qgate.sim.TestBody;

/** Every proxy protocol through real nodes, asked by {@code curl} where it speaks it. */
@ExtendWith(SharedNetwork.class)
@Timeout(300)
final class ProxyIT {
    private static final long BODY = 3L << 20;
    private static final int SOCKET_MS = 60_000;

    private final TestNetwork network;

    ProxyIT(TestNetwork network) {
        this.network = network;
    }

    private String url(String path) {
        return "http://" + TestNetwork.HOST + ":" + network.web().port() + path;
    }

    private static Program curl(String... options) throws Exception {
        Program.need("curl");
        List<String> command = new ArrayList<>(List.of("curl", "-sS", "-m", "60"));
        command.addAll(List.of(options));
        return Program.run(command, out -> TestBody.write(out, BODY));
    }

    private String http() {
        return "http://" + network.nodes().client().http();
    }

    @Test
    void shouldServeSocks4aAndResolveAtTheExit() throws Exception {
        int asked = network.names().asked().size();
        Program page = curl("-x", "socks4a://me@" + network.nodes().client().socks(), url("/page"));
        assertEquals(0, page.exitCode(), page::err);
        assertArrayEquals(LoopbackHttpServer.page(), page.out());
        assertTrue(network.names().asked().size() > asked, "the exit resolves");
    }

    @Test
    void shouldServeSocks4WithAnAddress() throws Exception {
        Program page = curl(
                "-x",
                "socks4://" + network.nodes().client().socks(),
                "http://127.0.0.1:" + network.web().port() + "/page");
        assertEquals(0, page.exitCode(), page::err);
        assertArrayEquals(LoopbackHttpServer.page(), page.out());
    }

    @Test
    void shouldForwardAPlainRequestAndTellNothingOfTheProxy() throws Exception {
        Program page = curl("-x", http(), "-U", "me:word", "-H", "Via: 1.1 mine", url("/page?plain-request"));
        assertEquals(0, page.exitCode(), page::err);
        assertArrayEquals(LoopbackHttpServer.page(), page.out());
        String seen = network.web().requests().stream()
                .filter(head -> head.startsWith("GET /page?plain-request HTTP/1.1\r\nHost: " + TestNetwork.HOST + ":"))
                .findFirst()
                .orElseThrow()
                .toLowerCase(Locale.ROOT);
        assertFalse(seen.contains("proxy") || seen.contains("via"), seen);
        assertTrue(seen.endsWith("connection: close\r\n\r\n"), seen);
    }

    @Test
    void shouldForwardABodyWithItsExpectation() throws Exception {
        Program upload = curl("-x", http(), "-H", "Expect: 100-continue", "--data-binary", "@-", url("/hash"));
        assertEquals(0, upload.exitCode(), upload::err);
        assertEquals(TestBody.sha256(BODY), upload.text().strip());
    }

    @Test
    void shouldRefuseABodyOfUnknownLength() throws Exception {
        Program chunked = curl("-x", http(), "-T", "-", "-w", "%{http_code}", url("/hash?chunked"));
        assertTrue(chunked.text().endsWith("411"), chunked::text);
        assertTrue(network.web().requests().stream().noneMatch(head -> head.contains("?chunked")));
    }

    @Test
    void shouldCloseAConnectionThatSendsASecondRequest() throws Exception {
        Endpoint proxy = Endpoint.parse(network.nodes().client().http()).orElseThrow();
        try (Socket socket = new Socket(proxy.address().toInetAddress(), proxy.port())) {
            socket.setSoTimeout(SOCKET_MS);
            String first = "GET " + url("/bytes/1") + " HTTP/1.1\r\nHost: x\r\n\r\n";
            socket.getOutputStream().write(first.getBytes(StandardCharsets.US_ASCII));
            assertEquals('H', socket.getInputStream().read(), "an answer of the server");
            String second = "GET " + url("/page?second-request") + " HTTP/1.1\r\nHost: x\r\n\r\n";
            socket.getOutputStream().write(second.getBytes(StandardCharsets.US_ASCII));
            byte[] rest = untilItEnds(socket);
            assertFalse(new String(rest, StandardCharsets.US_ASCII).contains("<!DOCTYPE"));
        }
        assertTrue(network.web().requests().stream().noneMatch(head -> head.contains("?second-request")));
    }

    /** Reads to the end, orderly or not. */
    private static byte[] untilItEnds(Socket socket) {
        try {
            return socket.getInputStream().readAllBytes();
        } catch (IOException reset) {
            return new byte[0];
        }
    }

    @Test
    void shouldLookNamesAndAddressesUpAtTheExit() throws Exception {
        byte[] host = TestNetwork.HOST.getBytes(StandardCharsets.US_ASCII);
        byte[] name = new byte[1 + host.length];
        name[0] = (byte) host.length;
        System.arraycopy(host, 0, name, 1, host.length);
        assertEquals("050000017f0000010000", lookUp(0xf0, 3, name));
        byte[] answer = HexFormat.of().parseHex(lookUp(0xf1, 1, new byte[] {127, 0, 0, 1}));
        assertEquals(TestNetwork.HOST, new String(answer, 5, answer.length - 7, StandardCharsets.US_ASCII));
        assertTrue(network.names().asked().contains("1.0.0.127.in-addr.arpa/12"), "the exit asked");
    }

    /** Asks SOCKS5 (Tor's RESOLVE or RESOLVE_PTR) and returns the answer in hexadecimal. */
    private String lookUp(int command, int type, byte[] host) throws IOException {
        Endpoint proxy = Endpoint.parse(network.nodes().client().socks()).orElseThrow();
        try (Socket socket = new Socket(proxy.address().toInetAddress(), proxy.port())) {
            socket.setSoTimeout(SOCKET_MS);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            socket.getOutputStream().write(new byte[] {5, 1, 0});
            assertEquals(0x0500, in.readShort());
            byte[] request = new byte[4 + host.length + 2];
            request[0] = 5;
            request[1] = (byte) command;
            request[3] = (byte) type;
            System.arraycopy(host, 0, request, 4, host.length);
            socket.getOutputStream().write(request);
            return HexFormat.of().formatHex(in.readAllBytes());
        }
    }
}
