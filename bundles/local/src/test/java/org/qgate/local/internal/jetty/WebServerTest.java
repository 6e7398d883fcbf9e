package org.qgate.local.internal.jetty;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.qgate.api.error.LocalError;
import org.qgate.api.error.QGateException;
import org.qgate.api.local.HttpAnswer;
import org.qgate.api.local.HttpHandler;
import org.qgate.api.local.HttpRequest;
import org.qgate.api.net.Endpoint;
import org.qgate.local.internal.certificate.WebCertificate;
import org.qgate.local.internal.http.Dispatcher;
import org.qgate.local.internal.http.Offices;

/** The server as programs meet it: bytes over TLS. */
@Timeout(60)
class WebServerTest {
    private static final int PIECE = 64 << 10;
    private static final int PIECES = 200;

    private final Offices offices = new Offices();
    private final ScheduledExecutorService tending = Executors.newSingleThreadScheduledExecutor();
    private final WebCertificate certificate = TestCertificates.made(1);
    private WebServer server;

    private record Handler(String path, Function<HttpRequest, HttpAnswer> answers) implements HttpHandler {
        @Override
        public String scope() {
            return "test";
        }

        @Override
        public HttpAnswer handle(HttpRequest request) {
            return answers.apply(request);
        }
    }

    @BeforeEach
    void open() throws Exception {
        offices.enter(new Handler("/echo", request -> HttpAnswer.of(200, "text/plain", request.body())));
        offices.enter(new Handler("/long", WebServerTest::piece));
        offices.enter(new Handler("/broken", request -> {
            if (request.more().isPresent()) {
                throw new QGateException(LocalError.FAILED, "amid it");
            }
            return piece(request);
        }));
        server = WebServer.open(
                Endpoint.parse("127.0.0.1:0").orElseThrow(),
                certificate,
                new Dispatcher(
                        offices,
                        token -> token.equals("t") ? Optional.of(new TestAdmission("test")) : Optional.empty()),
                new Deadlines(1_000, 2_000, 1_000));
        tending.scheduleAtFixedRate(server::tend, 50, 50, TimeUnit.MILLISECONDS);
    }

    @AfterEach
    void close() {
        tending.shutdownNow();
        server.close();
    }

    private static HttpAnswer piece(HttpRequest request) {
        int number = request.more().map(Integer::parseInt).orElse(1);
        Optional<String> more = number == PIECES ? Optional.empty() : Optional.of(Integer.toString(number + 1));
        long total = request.query().containsKey("total") ? (long) PIECES * PIECE : -1;
        return new HttpAnswer(200, "application/octet-stream", Map.of(), total, new byte[PIECE], more);
    }

    private int port() {
        return server.address().port();
    }

    private SSLSocket connect() throws Exception {
        return TestCertificates.connect(port(), certificate, "TLSv1.3");
    }

    private String own() {
        return "127.0.0.1:" + port();
    }

    private String request(String method, String path, String more) {
        return method + " " + path + " HTTP/1.1\r\nHost: " + own() + "\r\nAuthorization: Bearer t\r\n" + more + "\r\n";
    }

    /** Says something and returns what comes until the server ends. */
    private byte[] say(String text) throws Exception {
        try (SSLSocket socket = connect()) {
            socket.getOutputStream().write(text.getBytes(US_ASCII));
            return socket.getInputStream().readAllBytes();
        }
    }

    private void assertStatus(int status, String text) throws Exception {
        String said = new String(say(text), StandardCharsets.UTF_8);
        assertTrue(said.startsWith("HTTP/1.1 " + status + " "), said);
        assertTrue(said.contains("{\"code\":\"QG-LOC-"), said);
        assertFalse(said.contains("Jetty") || said.contains("jetty"), said);
    }

    @Test
    void shouldAnswerOverTls() throws Exception {
        String said = new String(
                say(request("POST", "/echo", "Content-Length: 5\r\nConnection: close\r\n") + "hello"), US_ASCII);
        assertTrue(said.startsWith("HTTP/1.1 200 OK\r\n"), said);
        assertTrue(said.endsWith("\r\n\r\nhello"), said);
        assertTrue(said.contains("X-Content-Type-Options: nosniff"), said);
        assertFalse(said.contains("Access-Control") || said.contains("Server:"), said);
    }

    @Test
    void shouldSpeakNothingOlderThanTls13AndNothingInTheClear() throws Exception {
        assertThrows(IOException.class, () -> TestCertificates.connect(port(), certificate, "TLSv1.2"));
        try (Socket plain = new Socket("127.0.0.1", port())) {
            plain.getOutputStream().write(request("GET", "/echo", "").getBytes(US_ASCII));
            byte[] said = plain.getInputStream().readAllBytes();
            assertFalse(new String(said, US_ASCII).contains("HTTP"), "an answer in the clear");
        }
    }

    @Test
    void shouldRefuseAForeignHost() throws Exception {
        assertStatus(421, "GET /echo HTTP/1.1\r\nHost: evil.example\r\nAuthorization: Bearer t\r\n\r\n");
        assertStatus(421, "GET /echo HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer t\r\n\r\n");
        assertStatus(421, "GET https://evil.example/echo HTTP/1.1\r\nHost: evil.example\r\n\r\n");
        assertStatus(400, "GET /echo HTTP/1.1\r\nAuthorization: Bearer t\r\n\r\n");
    }

    @Test
    void shouldRefuseWhatIsTooLong() throws Exception {
        assertStatus(413, request("POST", "/echo", "Content-Length: 65537\r\n"));
        assertStatus(413, request("POST", "/echo", "Transfer-Encoding: chunked\r\n") + chunk(40_000) + chunk(40_000));
        assertStatus(431, request("GET", "/echo", "X-Long: " + "x".repeat(9_000) + "\r\n"));
    }

    private static String chunk(int bytes) {
        return Integer.toHexString(bytes) + "\r\n" + "x".repeat(bytes) + "\r\n";
    }

    @Test
    void shouldSayNothingOfWhatItCannotRead() throws Exception {
        assertStatus(400, "GARBAGE\r\n\r\n");
        assertStatus(400, request("GET", "/a%2fb", "Connection: close\r\n"));
        assertStatus(401, "GET /echo HTTP/1.1\r\nHost: " + own() + "\r\nConnection: close\r\n\r\n");
    }

    @Test
    void shouldCutWhoSendsSlowly() throws Exception {
        try (SSLSocket headers = connect();
                SSLSocket body = connect();
                Socket silent = new Socket("127.0.0.1", port())) {
            headers.getOutputStream().write("GET /echo HTTP/1.1\r\nX: ".getBytes(US_ASCII));
            body.getOutputStream()
                    .write((request("POST", "/echo", "Content-Length: 100\r\n") + "x").getBytes(US_ASCII));
            assertCutWhileSending(headers);
            assertCutWhileSending(body);
            assertEquals(-1, silent.getInputStream().read());
        }
    }

    /** A byte now and then keeps no connection open. */
    private static void assertCutWhileSending(SSLSocket socket) throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < until) {
            try {
                socket.getOutputStream().write('x');
            } catch (IOException cut) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new AssertionError("still open after 20 s");
    }

    @Test
    void shouldStreamInPieces() throws Exception {
        for (String path : new String[] {"/long", "/long?total"}) {
            byte[] said = say(request("GET", path, "Connection: close\r\n"));
            assertTrue(said.length > PIECES * PIECE, said.length + " bytes");
        }
    }

    /** Told by the length that was said, or by the last chunk that is missing. */
    @Test
    void shouldCutAnAnswerThatBreaksOff() throws Exception {
        String said = new String(say(request("GET", "/broken?total", "")), US_ASCII);
        assertTrue(said.contains("Content-Length: " + (long) PIECES * PIECE + "\r\n"), said.substring(0, 500));
        assertTrue(said.length() < 2 * PIECE, said.length() + " bytes");
        said = new String(say(request("GET", "/broken", "")), US_ASCII);
        assertTrue(said.contains("Transfer-Encoding: chunked\r\n"), said.substring(0, 500));
        assertFalse(said.endsWith("0\r\n\r\n"), "an end was said");
    }

    @Test
    void shouldGoOnWithAnotherCertificate() throws Exception {
        WebCertificate next = TestCertificates.made(2);
        server.renew(next);
        TestCertificates.connect(port(), next, "TLSv1.3").close();
        assertThrows(IOException.class, () -> connect().close());
    }

    @Test
    void shouldSayThatAnAddressIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            Endpoint where = Endpoint.parse("127.0.0.1:" + taken.getLocalPort()).orElseThrow();
            IOException refused = assertThrows(
                    IOException.class,
                    () -> WebServer.open(where, certificate, new Dispatcher(offices, token -> Optional.empty())));
            assertTrue(refused.getMessage().contains(":" + where.port()), refused.getMessage());
        }
    }
}
