package org.qgate.dpn.internal.proxy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plain HTTP without sockets: what is forwarded, how, and what is not. */
final class HttpForwardTest {
    private static final String START = "GET http://example.org/a?b HTTP/1.1\r\nHost: example.org\r\n";

    private final HttpSession session = new HttpSession();

    private Step feed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return session.feed(bytes, 0, bytes.length);
    }

    /** Returns the rewritten head of a request that must be forwarded. */
    private String forwarded(String text) {
        Step step = feed(text);
        assertNull(step.failure(), text);
        return new String(session.prelude().orElseThrow().head(), StandardCharsets.ISO_8859_1);
    }

    private static int status(Step step) {
        return Integer.parseInt(new String(step.reply(), StandardCharsets.US_ASCII).substring(9, 12));
    }

    @Test
    void shouldAskTheServerInOriginFormAndToCloseAfterwards() {
        Step step = feed(START + "Accept: */*\r\n\r\n");
        assertEquals("example.org", step.request().host());
        assertEquals(80, step.request().port());
        assertEquals(ProxyRequest.Kind.CONNECT, step.request().kind());
        assertEquals("http", session.protocol());
        assertEquals(0, session.opened(null).length, "only the server answers");
        Prelude prelude = session.prelude().orElseThrow();
        assertEquals(0, prelude.more());
        assertEquals(
                "GET /a?b HTTP/1.1\r\nHost: example.org\r\nAccept: */*\r\nConnection: close\r\n\r\n",
                new String(prelude.head(), StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @CsvSource({
        "http://example.org, example.org, 80, /, example.org",
        "http://example.org:8080, example.org, 8080, /, example.org:8080",
        "HTTP://Example.ORG/A, Example.ORG, 80, /A, Example.ORG",
        "http://example.org?q=1, example.org, 80, /?q=1, example.org",
        "http://example.org/?u=http://a@b, example.org, 80, /?u=http://a@b, example.org",
        "http://[2001:db8::1]/x, 2001:db8::1, 80, /x, [2001:db8::1]",
        "http://[2001:db8::1]:81/, 2001:db8::1, 81, /, [2001:db8::1]:81",
        "http://192.0.2.1/, 192.0.2.1, 80, /, 192.0.2.1"
    })
    void shouldGoWhereTheTargetSays(String target, String host, int port, String path, String authority) {
        Step step = feed("GET " + target + " HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n");
        assertEquals(host, step.request().host());
        assertEquals(port, step.request().port());
        String head = new String(session.prelude().orElseThrow().head(), StandardCharsets.US_ASCII);
        assertEquals(
                "GET " + path + " HTTP/1.1\r\nHost: " + authority + "\r\nConnection: close\r\n\r\n",
                head,
                "and not where Host says");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/index.html",
                "*",
                "example.org:80",
                "example.org",
                "https://example.org/",
                "ftp://example.org/",
                "http:/example.org/",
                "http:///",
                "http://",
                "http://:80/",
                "http://user@example.org/",
                "http://user:word@example.org/",
                "http://example.org:/",
                "http://example.org:0/",
                "http://example.org:65536/",
                "http://example.org:+80/",
                "http://example.org:80:80/",
                "http://2001:db8::1/",
                "http://[192.0.2.1]/",
                "http://[2001:db8::1/",
                "http://[fe80::1%25eth0]/",
                "http://[2001:db8::1]x/",
                "http://example.org/#part"
            })
    void shouldRefuseOtherTargets(String target) {
        Step step = feed("GET " + target + " HTTP/1.1\r\nHost: example.org\r\n\r\n");
        assertEquals(Failure.BAD_DESTINATION, step.failure());
        assertEquals(400, status(step));
    }

    @Test
    void shouldStripWhatIsForThisHopOrTellsOfProxies() {
        String head = forwarded(START
                + "Connection: keep-alive, X-Mine , ,close\r\nX-Mine: 1\r\nx-mine: 2\r\nKeep-Alive: timeout=5\r\n"
                + "TE: trailers\r\nTrailer: x\r\nUpgrade: websocket\r\nHTTP2-Settings: AA\r\n"
                + "Proxy-Connection: keep-alive\r\nProxy-Authorization: Basic YTpi\r\nProxy-Else: 1\r\n"
                + "Via: 1.1 a\r\nForwarded: for=192.0.2.9\r\nX-Forwarded-For: 192.0.2.9\r\nX-Forwarded-Proto: http\r\n"
                + "X-Real-IP: 192.0.2.9\r\nCookie: kept\r\n\r\n");
        assertEquals("GET /a?b HTTP/1.1\r\nHost: example.org\r\nCookie: kept\r\nConnection: close\r\n\r\n", head);
    }

    @Test
    void shouldSeparateByCredentials() {
        Step step = feed(START + "Proxy-Authorization: Basic YTpi\r\n\r\n");
        assertArrayEquals(
                "a:b".getBytes(StandardCharsets.US_ASCII), step.request().credentials());
    }

    @Test
    void shouldKeepOrderNamesAndHighBytesOfOtherFields() {
        String head = forwarded(START + "Z-First: 1\r\naCCept:\t\u00e9t\u00e9 \r\nZ-First: 2\r\n\r\n");
        assertTrue(head.contains("\r\nZ-First: 1\r\naCCept: \u00e9t\u00e9\r\nZ-First: 2\r\nConnection: close"), head);
    }

    @Test
    void shouldAnnounceTheBodyThatFollows() {
        Step step = feed("POST http://example.org/ HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab");
        assertNull(step.failure());
        assertEquals(5, session.prelude().orElseThrow().more());
        String head = new String(session.prelude().orElseThrow().head(), StandardCharsets.US_ASCII);
        assertTrue(head.contains("\r\nContent-Length: 5\r\n"), head);
    }

    @Test
    void shouldSpeakTheVersionOfTheApplication() {
        assertTrue(forwarded("GET http://example.org/ HTTP/1.0\r\n\r\n").startsWith("GET / HTTP/1.0\r\nHost: "));
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Length: 5\\r\\nContent-Length: 5, 400",
        "Content-Length: 5\\r\\nContent-Length: 6, 400",
        "'Content-Length: 5, 5', 400",
        "Content-Length: +5, 400",
        "Content-Length: -1, 400",
        "Content-Length: 0x5, 400",
        "Content-Length: 5 5, 400",
        "Content-Length:, 400",
        "Content-Length: 1234567890123456, 400",
        "Content-Length : 5, 400",
        "Transfer-Encoding: chunked, 411",
        "Transfer-Encoding: CHUNKED, 411",
        "Transfer-Encoding: chunked\\r\\nContent-Length: 5, 400",
        "Content-Length: 0\\r\\nTransfer-Encoding: chunked, 400",
        "Transfer-Encoding: chunked\\r\\nTransfer-Encoding: chunked, 400",
        "'Transfer-Encoding: gzip, chunked', 400",
        "Transfer-Encoding: identity, 400",
        "Transfer-Encoding: xchunked, 400",
        "Transfer-Encoding:, 400",
        "Transfer-Encoding : chunked, 400",
        "X: a\\r\\n Transfer-Encoding: chunked, 400",
        "X: a\\nTransfer-Encoding: chunked, 400",
        "X: a\\rTransfer-Encoding: chunked, 400",
        "X: a\\0, 400",
        "Connection: content-length\\r\\nContent-Length: 5, 400",
        "Connection: host, 400",
        "Connection: Transfer-Encoding, 400",
        "Connection: a b, 400",
        "Host: other.example, 400",
        "Expect: 200-ok, 417",
        "'Expect: 100-continue, x', 417",
        "Expect: 100-continue\\r\\nExpect: 100-continue, 417",
        "Max-Forwards: many, 400",
        "Proxy-Authorization: Basic !!, 400"
    })
    void shouldRefuseWhatTwoParsersMayReadInTwoWays(String field, int status) {
        String sent = field.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0");
        Step step = feed(START + sent + "\r\n\r\n");
        assertEquals(status, status(step));
        assertTrue(session.prelude().isEmpty());
    }

    @Test
    void shouldRefuseChunkedOfAnOldVersion() {
        assertEquals(400, status(feed("POST http://a.b/ HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n")));
    }

    @Test
    void shouldRefuseASecondRequestThatCameAlong() {
        assertEquals(400, status(feed(START + "\r\n" + START + "\r\n")));
        assertTrue(session.prelude().isEmpty());
    }

    @Test
    void shouldForwardTheExpectationOf100() {
        assertTrue(forwarded(START + "Expect: 100-Continue\r\nContent-Length: 9\r\n\r\n")
                .contains("\r\nExpect: 100-C"));
    }

    @Test
    void shouldAskAboutTheServerItself() {
        assertTrue(forwarded("OPTIONS http://example.org HTTP/1.1\r\nHost: a\r\nMax-Forwards: 3\r\n\r\n")
                .startsWith("OPTIONS * HTTP/1.1\r\nHost: example.org\r\nMax-Forwards: 2\r\n"));
    }

    @Test
    void shouldSayFailuresOfHeadWithoutABody() {
        assertNull(feed(START.replace("GET", "HEAD") + "\r\n").failure());
        String answer = new String(session.failed(Failure.NO_CIRCUIT), StandardCharsets.US_ASCII);
        assertTrue(answer.startsWith("HTTP/1.1 503 ") && answer.endsWith("\r\n\r\n"), answer);
        assertFalse(answer.contains("Content-Length: 0\r\n"), "it says what GET would have got");
    }

    @Test
    void shouldGoOnAfterThawing() {
        byte[] undecided = (START + "\r\n").getBytes(StandardCharsets.US_ASCII);
        ProxySession half = Frozen.thaw(session.freeze());
        assertEquals(
                "example.org",
                half.feed(undecided, 0, undecided.length).request().host());
        ProxySession whole = Frozen.thaw(half.freeze());
        assertEquals("http", whole.protocol());
        assertArrayEquals(
                half.prelude().orElseThrow().head(),
                whole.prelude().orElseThrow().head());
        assertEquals(0, whole.feed(undecided, 0, undecided.length).consumed());
    }
}
