package org.qgate.dpn.internal.proxy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qgate.api.net.IpAddress;

/** SOCKS5 without sockets. */
final class Socks5SessionTest {
    private final Socks5Session session = new Socks5Session();

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    /** Connects to example.org:443. */
    static byte[] request(int command, String host, int port) {
        byte[] name = host.getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {5, (byte) command, 0, 3, (byte) name.length});
        out.writeBytes(name);
        out.writeBytes(new byte[] {(byte) (port >> 8), (byte) port});
        return out.toByteArray();
    }

    private Step feed(byte[] bytes) {
        return session.feed(bytes, 0, bytes.length);
    }

    @Test
    void shouldChooseNoAuthentication() {
        Step step = feed(hex("05 01 00"));
        assertEquals(3, step.consumed());
        assertArrayEquals(hex("0500"), step.reply());
        assertNull(step.request());
    }

    @Test
    void shouldPreferPasswordBecauseItSeparates() {
        assertArrayEquals(hex("0502"), feed(hex("05 03 00 01 02")).reply());
    }

    @Test
    void shouldRefuseUnknownMethods() {
        Step step = feed(hex("05 01 01"));
        assertArrayEquals(hex("05ff"), step.reply());
        assertEquals(Failure.MALFORMED, step.failure());
    }

    @Test
    void shouldRefuseNoMethods() {
        assertArrayEquals(hex("05ff"), feed(hex("05 00")).reply());
    }

    @Test
    void shouldSayNothingToOtherProtocols() {
        Step step = feed("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertEquals(0, step.reply().length);
        assertEquals(Failure.MALFORMED, step.failure());
    }

    @Test
    void shouldTakeAnyCredentialsAndKeepThemApart() {
        feed(hex("05 01 02"));
        Step step = feed(hex("01 01 61 02 62 63"));
        assertArrayEquals(hex("0100"), step.reply());
        byte[] credentials = feed(request(1, "example.org", 443)).request().credentials();
        assertArrayEquals(hex("01 61 02 62 63"), credentials);
    }

    @Test
    void shouldNotMistakeOnePairOfCredentialsForAnother() {
        byte[] one = credentials("01 02 61 62 01 63");
        byte[] other = credentials("01 01 61 02 62 63");
        assertFalse(Arrays.equals(one, other));
    }

    private static byte[] credentials(String auth) {
        Socks5Session session = new Socks5Session();
        session.feed(hex("05 01 02"), 0, 3);
        byte[] bytes = hex(auth);
        session.feed(bytes, 0, bytes.length);
        byte[] request = request(1, "a.b", 1);
        return session.feed(request, 0, request.length).request().credentials();
    }

    @Test
    void shouldTakeEmptyCredentials() {
        feed(hex("05 01 02"));
        assertArrayEquals(hex("0100"), feed(hex("01 00 00")).reply());
    }

    @Test
    void shouldRefuseAnotherAuthenticationVersion() {
        feed(hex("05 01 02"));
        Step step = feed(hex("05 01"));
        assertArrayEquals(hex("0101"), step.reply());
        assertEquals(Failure.MALFORMED, step.failure());
    }

    @Test
    void shouldReadNames() {
        feed(hex("05 01 00"));
        ProxyRequest request = feed(request(1, "Example.org", 443)).request();
        assertEquals(ProxyRequest.Kind.CONNECT, request.kind());
        assertEquals("Example.org", request.host());
        assertEquals(443, request.port());
        assertEquals(0, request.credentials().length);
    }

    @ParameterizedTest
    @CsvSource({
        "01 c0000201, 192.0.2.1",
        "04 20010db8000000000000000000000001, 2001:db8::1",
        "04 00000000000000000000ffff7f000001, ::ffff:7f00:1"
    })
    void shouldReadAddressesWithoutUnwrapping(String wire, String host) {
        feed(hex("05 01 00"));
        ProxyRequest request = feed(hex("05 01 00 " + wire + " 0050")).request();
        assertEquals(IpAddress.parse(host).orElseThrow().toString(), request.host());
        assertEquals(80, request.port());
    }

    @ParameterizedTest
    @CsvSource({"02, 07", "03, 07", "00, 07", "f2, 07"})
    void shouldRefuseOtherCommands(String command, String reply) {
        feed(hex("05 01 00"));
        Step step = feed(hex("05 " + command + " 00 01 01020304 0050"));
        assertArrayEquals(hex("05 " + reply + " 00 01 00000000 0000"), step.reply());
        assertEquals(Failure.COMMAND, step.failure());
    }

    @ParameterizedTest
    @CsvSource({
        "05 01 00 02 01, 08", // no such address type
        "05 01 01 01 01, 01", // reserved byte
        "04 01 00 01 01, 01", // version
        "05 01 00 01 01020304 0000, 01" // port 0
    })
    void shouldRefuseMalformedRequests(String wire, String reply) {
        feed(hex("05 01 00"));
        assertArrayEquals(
                hex("05 " + reply + " 00 01 00000000 0000"), feed(hex(wire)).reply());
    }

    @Test
    void shouldReadLookUps() {
        feed(hex("05 01 00"));
        ProxyRequest request = feed(request(0xf0, "example.org", 0)).request();
        assertEquals(ProxyRequest.Kind.RESOLVE, request.kind());
        assertEquals(0, request.port());
    }

    @Test
    void shouldAnswerLookUpsWithAnAddressOrAName() {
        IpAddress v6 = IpAddress.parse("2001:db8::1").orElseThrow();
        IpAddress v4 = IpAddress.parse("192.0.2.1").orElseThrow();
        assertArrayEquals(hex("05 00 00 01 c0000201 0000"), session.resolved(List.of(v6, v4), List.of()));
        assertArrayEquals(
                hex("05 00 00 04 20010db8000000000000000000000001 0000"), session.resolved(List.of(v6), List.of()));
        assertArrayEquals(hex("05 00 00 03 03 612e62 0000"), session.resolved(List.of(), List.of("a.b")));
    }

    @Test
    void shouldLeaveWhatFollowsTheRequest() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(hex("05 01 00"));
        all.writeBytes(request(1, "example.org", 443));
        int whole = all.size();
        all.writeBytes("early data".getBytes(StandardCharsets.US_ASCII));
        Step step = feed(all.toByteArray());
        assertEquals(whole, step.consumed());
        assertEquals(0, feed(hex("0102")).consumed());
    }

    @Test
    void shouldGiveTheSameWhateverThePieces() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(hex("05 02 00 02 01 03 616263 02 6465"));
        all.writeBytes(request(1, "example.org", 443));
        byte[] bytes = all.toByteArray();
        ByteArrayOutputStream replies = new ByteArrayOutputStream();
        ProxyRequest request = null;
        int consumed = 0;
        for (int arrived = 1; arrived <= bytes.length; arrived++) { // one byte at a time, the unconsumed offered again
            Step step = session.feed(bytes, consumed, arrived - consumed);
            consumed += step.consumed();
            replies.writeBytes(step.reply());
            request = step.request() == null ? request : step.request();
        }
        assertEquals(bytes.length, consumed);
        assertArrayEquals(hex("0502 0100"), replies.toByteArray());
        assertEquals("example.org", request.host());
    }

    @Test
    void shouldGoOnAfterThawing() {
        feed(hex("05 01 02"));
        feed(hex("01 01 61 01 62"));
        Map<String, Object> frozen = session.freeze();
        ProxySession thawed = Frozen.thaw(frozen);
        byte[] request = request(1, "example.org", 443);
        assertArrayEquals(
                hex("01 61 01 62"),
                thawed.feed(request, 0, request.length).request().credentials());
    }

    @Test
    void shouldRefuseAFrozenRecordOfAnotherSchema() {
        assertThrows(IllegalArgumentException.class, () -> Frozen.thaw(Map.of("schema", 2L, "protocol", "socks5")));
    }

    @ParameterizedTest
    @CsvSource({"NO_CIRCUIT, 1", "EXIT_POLICY, 2", "UNREACHABLE, 3", "NAME, 4", "REFUSED, 5", "TIMEOUT, 6", "OTHER, 1"})
    void shouldMapFailures(Failure failure, int reply) {
        feed(hex("05 01 00"));
        feed(request(1, "example.org", 443));
        assertEquals(reply, session.failed(failure)[1]);
    }
}
