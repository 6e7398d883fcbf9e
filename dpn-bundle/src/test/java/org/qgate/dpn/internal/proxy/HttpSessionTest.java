package org.qgate.dpn.internal.proxy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP CONNECT without sockets. */
final class HttpSessionTest {
    private static final String GOOD = "CONNECT example.org:443 HTTP/1.1\r\nHost: example.org:443\r\n\r\n";

    private static Step feed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return new HttpSession().feed(bytes, 0, bytes.length);
    }

    private static int status(Step step) {
        String text = new String(step.reply(), StandardCharsets.US_ASCII);
        return text.isEmpty() ? 0 : Integer.parseInt(text.substring(9, 12));
    }

    @Test
    void shouldReadARequest() {
        Step step = feed(GOOD);
        assertEquals(GOOD.length(), step.consumed());
        assertEquals("example.org", step.request().host());
        assertEquals(443, step.request().port());
        assertEquals(0, step.reply().length);
    }

    @Test
    void shouldLeaveWhatFollowsTheHead() {
        assertEquals(GOOD.length(), feed(GOOD + "early data").consumed());
    }

    @Test
    void shouldWaitForTheWholeHead() {
        HttpSession session = new HttpSession();
        byte[] bytes = GOOD.getBytes(StandardCharsets.US_ASCII);
        for (int arrived = 1; arrived < bytes.length; arrived++) {
            Step step = session.feed(bytes, 0, arrived);
            assertEquals(0, step.consumed());
            assertNull(step.request());
            assertNull(step.failure());
        }
        assertNotNull(session.feed(bytes, 0, bytes.length).request());
    }

    @Test
    void shouldTakeBasicCredentials() {
        String head = GOOD.replace("\r\n\r\n", "\r\nProxy-Authorization: Basic YTpi\r\n\r\n");
        assertArrayEquals(
                "a:b".getBytes(StandardCharsets.US_ASCII), feed(head).request().credentials());
    }

    @ParameterizedTest
    @CsvSource({"[2001:db8::1]:443, 2001:db8::1", "192.0.2.1:443, 192.0.2.1"})
    void shouldReadLiterals(String authority, String host) {
        assertEquals(
                host,
                feed("CONNECT " + authority + " HTTP/1.0\r\n\r\n").request().host());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"TRACE http://example.org/ HTTP/1.1", "OPTIONS http://example.org/ HTTP/1.1\r\nMax-Forwards: 0"})
    void shouldRefuseOtherMethods(String line) {
        Step step = feed(line + "\r\nHost: a\r\n\r\n");
        assertEquals(405, status(step));
        assertTrue(new String(step.reply(), StandardCharsets.US_ASCII).contains("\r\nAllow: CONNECT, DELETE, GET, "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONNECT  example.org:443 HTTP/1.1\r\nHost: a\r\n\r\n",
                "CONNECT example.org:443 HTTP/1.1 \r\nHost: a\r\n\r\n",
                "CONNECT example.org:443 HTTP/2.0\r\nHost: a\r\n\r\n",
                "CONNECT example.org:443 HTTP/1.1\r\n\r\n",
                "CONNECT example.org:443 HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
                "CONNECT example.org:443 HTTP/1.1\r\nHost : a\r\n\r\n",
                "CONNECT example.org:443 HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n",
                "CONNECT example.org:443 HTTP/1.1\r\nHost: a\nX: b\r\n\r\n",
                "CONNECT example.org:443 HTTP/1.1\r\nHost: a\rX\r\n\r\n",
                "CONNECT example.org:443 HTTP/1.1\r\nHost: a\u0000\r\n\r\n",
                "CONNECT example.org:443 HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n",
                "CONNECT example.org:443 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
                "CONNECT example.org:443 HTTP/1.1\r\nHost: a\r\nProxy-Authorization: Basic !!\r\n\r\n",
                "CONNECT example.org:443 HTTP/1.1\r\nHost: a\r\nProxy-Authorization: Bearer YTpi\r\n\r\n",
                "CONNECT example.org:443 HTTP/1.1\r\nHost: a\r\nProxy-Authorization: Basic YTpi\r\n"
                        + "Proxy-Authorization: Basic YTpj\r\n\r\n",
                "CONNECT example.org HTTP/1.1\r\nHost: a\r\n\r\n",
                "CONNECT example.org:0 HTTP/1.1\r\nHost: a\r\n\r\n",
                "CONNECT example.org:65536 HTTP/1.1\r\nHost: a\r\n\r\n",
                "CONNECT example.org:+443 HTTP/1.1\r\nHost: a\r\n\r\n",
                "CONNECT :443 HTTP/1.1\r\nHost: a\r\n\r\n",
                "CONNECT 2001:db8::1:443 HTTP/1.1\r\nHost: a\r\n\r\n",
                "CONNECT [127.0.0.1]:443 HTTP/1.1\r\nHost: a\r\n\r\n",
                "CONNECT [fe80::1%25eth0]:443 HTTP/1.1\r\nHost: a\r\n\r\n",
                "connect example.org:443 HTTP/1.1\r\nHost: a\r\n\r\n",
                "\u0016\u0003\u0001\u0002",
                "\u0005\u0001\u0000",
                " CONNECT a.b:1 HTTP/1.1\r\n",
                "AMETHODTHATISLONGERTHANANYTHATEXISTS"
            })
    void shouldRefuseWhatIsNotExactlyARequest(String bytes) {
        Step step = feed(bytes);
        assertEquals(400, status(step));
        assertTrue(new String(step.reply(), StandardCharsets.US_ASCII).contains("QG-DPN-0001"));
        assertEquals(bytes.length(), step.consumed());
    }

    @Test
    void shouldTakeAHeadOfTheGreatestLengthAndNoByteMore() {
        String frame = "CONNECT example.org:443 HTTP/1.1\r\nHost: a\r\nX: \r\n\r\n";
        String fits = frame.replace("X: ", "X: " + "x".repeat(HttpSession.MAX_HEAD - frame.length()));
        assertNotNull(feed(fits).request());
        assertEquals(400, status(feed(fits.replace("X: x", "X: xx"))));
    }

    @Test
    void shouldRefuseAHeadThatNeverEnds() {
        assertEquals(400, status(feed("CONNECT a.b:1 HTTP/1.1\r\nX: " + "x".repeat(9_000))));
    }

    @Test
    void shouldRefuseTooManyFields() {
        assertEquals(400, status(feed("CONNECT a.b:1 HTTP/1.1\r\nHost: a\r\n" + "X: y\r\n".repeat(70) + "\r\n")));
    }

    @Test
    void shouldSay200OnlyWhenOpened() {
        String answer = new String(new HttpSession().opened(null), StandardCharsets.US_ASCII);
        assertEquals("HTTP/1.1 200 Connection established\r\n\r\n", answer);
    }

    @ParameterizedTest
    @CsvSource({
        "NO_CIRCUIT, 503, QG-DPN-0004",
        "EXIT_POLICY, 403, QG-DPN-0005",
        "LOCAL_NAME, 403, QG-DPN-0002",
        "BLOCKED, 403, QG-DPN-0003",
        "NAME, 502, QG-TRN-0005",
        "REFUSED, 502, QG-TRN-0002",
        "TIMEOUT, 504, QG-KRN-0005",
        "SLOW, 408, QG-DPN-0001",
        "BUSY, 503, QG-DPN-0007"
    })
    void shouldSayWhyWithACode(Failure failure, int status, String code) {
        String answer = new String(new HttpSession().failed(failure), StandardCharsets.US_ASCII);
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
        assertTrue(answer.contains("\r\n\r\n" + code + " "), answer);
        int body = answer.length() - answer.indexOf("\r\n\r\n") - 4;
        assertTrue(answer.contains("Content-Length: " + body + "\r\n"), answer);
    }

    @Test
    void shouldGoOnAfterThawing() {
        ProxySession thawed = Frozen.thaw(new HttpSession().freeze());
        byte[] bytes = GOOD.getBytes(StandardCharsets.US_ASCII);
        assertNotNull(thawed.feed(bytes, 0, bytes.length).request());
    }
}
