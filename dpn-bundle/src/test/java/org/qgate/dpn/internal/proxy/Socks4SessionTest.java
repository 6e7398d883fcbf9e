package org.qgate.dpn.internal.proxy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.qgate.api.net.IpAddress;

/** SOCKS4 and SOCKS4a without sockets, behind the choice of the version. */
final class Socks4SessionTest {
    private static final byte[] REJECTED = HexFormat.of().parseHex("005b000000000000");

    private final SocksSession session = new SocksSession();

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    /** A SOCKS4a request for port 443. */
    private static byte[] named(String user, String host) {
        return ("\4\1\1\u00bb\0\0\0\7" + user + "\0" + host + "\0").getBytes(StandardCharsets.ISO_8859_1);
    }

    private Step feed(byte[] bytes) {
        return session.feed(bytes, 0, bytes.length);
    }

    @Test
    void shouldReadAName() {
        byte[] request = named("", "example.org");
        Step step = feed(request);
        assertEquals(request.length, step.consumed());
        assertEquals("example.org", step.request().host());
        assertEquals(443, step.request().port());
        assertEquals(0, step.request().credentials().length);
        assertEquals(0, step.reply().length);
        assertEquals("socks4", session.protocol());
    }

    @Test
    void shouldReadAnAddress() {
        Step step = feed(hex("04 01 0050 c0000201 00"));
        assertEquals("192.0.2.1", step.request().host());
        assertEquals(80, step.request().port());
    }

    @Test
    void shouldTakeZeroForAnAddressAndNotForAName() {
        assertEquals("0.0.0.0", feed(hex("04 01 0050 00000000 00")).request().host());
    }

    @Test
    void shouldSeparateByUserId() {
        assertArrayEquals(
                hex("6162"), feed(named("ab", "example.org")).request().credentials());
    }

    @Test
    void shouldLeaveWhatFollowsTheRequest() {
        byte[] request = named("u", "example.org");
        byte[] early = Arrays.copyOf(request, request.length + 5);
        assertEquals(request.length, feed(early).consumed());
        assertEquals(0, feed(hex("0102")).consumed());
    }

    @Test
    void shouldWaitForTheWholeRequest() {
        byte[] request = named("user", "example.org");
        for (int arrived = 1; arrived < request.length; arrived++) {
            Step step = session.feed(request, 0, arrived);
            assertEquals(0, step.consumed());
            assertNull(step.request());
            assertNull(step.failure());
        }
        assertNotNull(feed(request).request());
    }

    @ParameterizedTest
    @CsvSource({
        "04 02 0050 c0000201 00, COMMAND",
        "04 f0 0050 c0000201 00, COMMAND",
        "04 01 0000 c0000201 00, BAD_DESTINATION"
    })
    void shouldRejectOtherRequests(String wire, Failure failure) {
        Step step = feed(hex(wire));
        assertArrayEquals(REJECTED, step.reply());
        assertEquals(failure, step.failure());
    }

    @Test
    void shouldBoundUserAndHost() {
        assertNotNull(feed(named("u".repeat(255), "h".repeat(255))).request());
        assertEquals(
                Failure.MALFORMED, anew(named("u".repeat(256), "example.org")).failure());
        assertEquals(Failure.MALFORMED, anew(named("u", "h".repeat(256))).failure());
        byte[] endless = Arrays.copyOf(named("u".repeat(300), ""), 8 + 256);
        assertEquals(Failure.MALFORMED, anew(endless).failure());
        assertNull(anew(Arrays.copyOf(endless, 8 + 255)).failure(), "the zero may still come");
    }

    private static Step anew(byte[] bytes) {
        return new SocksSession().feed(bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @EnumSource
    void shouldRejectWhateverTheReason(Failure failure) {
        feed(named("", "example.org"));
        assertArrayEquals(REJECTED, session.failed(failure));
    }

    @Test
    void shouldGrantWhenOpened() {
        feed(named("", "example.org"));
        assertArrayEquals(
                hex("005a000000000000"),
                session.opened(IpAddress.parse("192.0.2.1").orElseThrow()));
    }

    @Test
    void shouldGoOnAfterThawingWhateverItKnew() {
        ProxySession undecided = Frozen.thaw(session.freeze());
        byte[] request = named("u", "example.org");
        assertEquals(
                "example.org",
                undecided.feed(request, 0, request.length).request().host());
        Map<String, Object> frozen = undecided.freeze();
        ProxySession decided = Frozen.thaw(frozen);
        assertEquals("socks4", decided.protocol());
        assertEquals(0, decided.feed(request, 0, request.length).consumed(), "it had its request");
        assertEquals(90, decided.opened(null)[1]);
    }

    @Test
    void shouldLeaveSocks5ToSocks5() {
        assertArrayEquals(hex("0500"), feed(hex("05 01 00")).reply());
        assertEquals("socks5", session.protocol());
        assertArrayEquals(hex("05ff"), new SocksSession().failed(Failure.BUSY), "before the first byte");
    }
}
