package org.qgate.dpn.internal.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.qgate.dpn.internal.dest.Destination;
import org.qgate.dpn.internal.dest.Destination.Refused;
import org.qgate.sim.Corpus;
import org.qgate.sim.Cost;

/** Whatever an application sends to the HTTP listener: one reading of it, and one request upstream at most. */
final class HttpFuzzTest {
    private static final int ADDED = 128; // a Host and a Connection line, a space behind each colon
    private static final long BASE = 1 << 20;
    private static final long PER_BYTE = 200;

    @FuzzTest
    void shouldReadInOneWay(byte[] input) {
        Cost.bound(input, BASE, PER_BYTE, () -> new HttpSession().feed(input, 0, input.length));
        check(input);
    }

    private static void check(byte[] input) {
        Pieces whole = Pieces.whole(new HttpSession(), input);
        Pieces torn = Pieces.torn(new HttpSession(), input);
        // Bytes beyond a request refuse it when they came along, and end its connection later when they did not.
        boolean beyond = whole.failure() == Failure.MALFORMED && torn.prelude() != null;
        if (beyond) {
            assertTrue(input.length - torn.consumed() > torn.prelude().more());
        } else {
            whole.same(torn);
        }
        if (torn.prelude() != null) {
            forwarded(torn, new String(torn.prelude().head(), StandardCharsets.ISO_8859_1));
        }
    }

    /** Reads a rewritten head by other code than the one that read the application's. */
    private static void forwarded(Pieces made, String head) {
        assertTrue(head.length() <= made.consumed() + ADDED, "longer than what it is made of");
        assertEquals(head.length() - 4, head.indexOf("\r\n\r\n"), "ends once");
        assertTrue(head.matches("(?s)([^\\r\\n\\x00]*\\r\\n)+"), "lines end in CR LF");
        List<String> lines = head.substring(0, head.length() - 4).lines().toList();
        assertTrue(lines.get(0).matches("[^ ]+ (/[!-~]*|\\*) HTTP/1\\.[01]"), lines.get(0));
        assertFalse(lines.get(0).matches("(CONNECT|TRACE) .*"));
        Map<String, Integer> count = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            assertTrue(line.matches("[!-9;-~]+: ?[^\\x00-\\x08\\x0a-\\x1f\\x7f]*"), line);
            count.merge(line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT), 1, Integer::sum);
        }
        assertEquals("Connection: close", lines.get(lines.size() - 1));
        assertEquals(1, count.get("connection"));
        assertEquals(1, count.get("host"));
        String length = value(lines, "content-length: ");
        assertEquals(made.prelude().more(), length == null ? 0 : Long.parseLong(length));
        assertTrue(count.getOrDefault("content-length", 0) <= 1);
        assertTrue(count.keySet().stream().noneMatch(HttpFuzzTest::isForProxies), count::toString);
        sameHost(made.request().split(" "), lines.get(1));
    }

    private static boolean isForProxies(String name) {
        return name.startsWith("proxy-")
                || name.startsWith("x-forwarded-")
                || List.of("transfer-encoding", "te", "trailer", "upgrade", "via", "forwarded", "keep-alive")
                        .contains(name);
    }

    private static String value(List<String> lines, String start) {
        return lines.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                .findFirst()
                .map(line -> line.substring(start.length()))
                .orElse(null);
    }

    /** What the node connects to is what the server is told, as far as it is a destination at all. */
    private static void sameHost(String[] request, String line) {
        Destination asked = Destination.parse(request[1]);
        if (asked instanceof Refused) {
            return; // never opened
        }
        String told = line.substring("Host: ".length());
        int colon = told.lastIndexOf(':') > told.lastIndexOf(']') ? told.lastIndexOf(':') : told.length();
        String host = told.substring(0, colon);
        assertEquals(asked, Destination.parse(host.startsWith("[") ? host.substring(1, host.length() - 1) : host));
        assertEquals(request[2], colon == told.length() ? "80" : "" + Integer.parseInt(told.substring(colon + 1)));
    }

    @Test
    void shouldHoldForMutations() {
        Corpus.of(getClass(), "shouldReadInOneWay").mutate(5_000, HttpFuzzTest::check);
    }

    @Test
    void shouldKeepItsInputs() {
        Map<String, byte[]> made = new TreeMap<>();
        Stream.of(
                        "CONNECT example.org:443 HTTP/1.1|Host: example.org:443||",
                        "CONNECT [2001:db8::1]:80 HTTP/1.0||early",
                        "GET http://example.org/a?b HTTP/1.1|Host: example.org|Accept: */*||",
                        "POST http://example.org:8080 HTTP/1.1|Host: x|Content-Length: 5||abcde",
                        "POST http://example.org/ HTTP/1.1|Host: x|Transfer-Encoding: chunked||5",
                        "OPTIONS http://[2001:db8::1]:81 HTTP/1.1|Host: x|Max-Forwards: 3||",
                        "PUT http://example.org/ HTTP/1.1|Host: x|Expect: 100-continue|Content-Length: 1||",
                        "HEAD http://192.0.2.1/ HTTP/1.0|Connection: X-A, close|X-A: 1|TE: x|Upgrade: h2c||",
                        "GET http://example.org/ HTTP/1.1|Host: x|Proxy-Authorization: Basic YTpi|Via: 1.1 a||",
                        "GET http://example.org/ HTTP/1.1|Host: x||GET / HTTP/1.1|Host: y||",
                        "GET https://user@example.org/#x HTTP/1.1|Host: x||",
                        "GET http://example.org/ HTTP/1.1|Host: x|X: a\rb: c|Y: d\ne: f||",
                        "GET http://example.org/ HTTP/1.1|Host: x|X: a\rTransfer-Encoding: chunked||",
                        "GET http://example.org/ HTTP/1.1|Host: x|X: a| folded: b|Content-Length: 1, 1||")
                .forEach(text -> made.put(
                        "http-" + made.size(), text.replace("|", "\r\n").getBytes(StandardCharsets.US_ASCII)));
        Corpus.of(getClass(), "shouldReadInOneWay").keeps(made);
    }
}
