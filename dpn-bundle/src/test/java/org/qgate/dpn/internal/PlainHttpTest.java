package org.qgate.dpn.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.qgate.api.network.StreamFailure;
import org.qgate.api.transport.CloseReason;
import org.qgate.common.json.Json;
import org.qgate.sim.SimSocket;

/** SOCKS4a and plain HTTP over simulated sockets; the overlay gives back what would have gone into the stream. */
final class PlainHttpTest {
    private static final String POST = "POST http://example.org/ HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n";
    private static final String SENT =
            "POST / HTTP/1.1\r\nHost: example.org\r\nContent-Length: 5\r\nConnection: close\r\n\r\n";

    private final Bench bench = new Bench();

    @AfterEach
    void shouldLeaveNothingBehind() {
        assertTrue(bench.node.failures().isEmpty(), () -> bench.node.failures().toString());
    }

    private void open() {
        bench.core.entry().opened(bench.overlay.lastStream(), null);
        bench.world.run(200);
    }

    private static void send(SimSocket socket, String text) {
        socket.send(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void shouldPutTheRewrittenHeadBeforeTheBody() {
        bench.start();
        SimSocket socket = bench.send(Bench.HTTP, POST + "ab");
        assertEquals("", Bench.text(socket));
        assertEquals("example.org", bench.overlay.lastOpened().host());
        open();
        assertEquals(SENT + "ab", Bench.text(socket));
        send(socket, "cde");
        bench.world.run(200);
        assertEquals(SENT + "abcde", Bench.text(socket));
        assertEquals(1, bench.core.status().accepted());
    }

    @Test
    void shouldCloseWhenMoreComesThanWasSaid() {
        bench.start();
        SimSocket socket = bench.send(Bench.HTTP, POST);
        open();
        send(socket, "abcde");
        bench.world.run(200);
        assertEquals(SENT + "abcde", Bench.text(socket));
        assertTrue(socket.isOpen());
        send(socket, "G");
        bench.world.run(200);
        assertEquals(CloseReason.RESET, socket.closed());
        assertEquals(SENT + "abcde", Bench.text(socket), "nothing of it went on");
    }

    @Test
    void shouldCloseWhenMoreWaitsThanWasSaid() {
        bench.start();
        SimSocket socket = bench.send(Bench.HTTP, POST);
        send(socket, "abcdeGET http://example.org/ HTTP/1.1\r\nHost: x\r\n\r\n");
        bench.world.run(200);
        open();
        assertEquals(CloseReason.RESET, socket.closed());
        assertEquals("", Bench.text(socket));
    }

    @Test
    void shouldLetAConnectionWithoutABodyNotSayAWordMore() {
        bench.start();
        SimSocket socket = bench.send(Bench.HTTP, "GET http://example.org/ HTTP/1.1\r\nHost: x\r\n\r\n");
        open();
        assertEquals("GET / HTTP/1.1\r\nHost: example.org\r\nConnection: close\r\n\r\n", Bench.text(socket));
        send(socket, "\r\n");
        bench.world.run(200);
        assertFalse(socket.isOpen());
    }

    @Test
    void shouldGoDirectlyByRuleWithTheSameHead() {
        bench.web.echo().listen(Bench.WEB);
        bench.node.names().put("direct.example", Bench.WEB.address());
        bench.start();
        bench.core.rules().add("direct.example", "direct");
        SimSocket socket = bench.send(Bench.HTTP, POST.replace("example.org", "direct.example") + "ab");
        bench.world.run(5_000);
        send(socket, "cde");
        bench.world.run(1_000);
        assertEquals(SENT.replace("example.org", "direct.example") + "abcde", Bench.text(socket));
        send(socket, "f");
        bench.world.run(1_000);
        assertFalse(socket.isOpen());
        assertFalse(Bench.text(socket).endsWith("f"));
    }

    @Test
    void shouldHandARewrittenRequestOver() {
        bench.start();
        SimSocket socket = bench.send(Bench.HTTP, POST + "ab");
        long stream = bench.overlay.lastStream();
        List<Map<String, Object>> frozen = bench.core.entry().freeze();
        assertEquals(Json.write(frozen), Json.write(Json.read(Json.write(frozen))));
        bench.core.entry().thaw(frozen);
        bench.core.entry().opened(stream, null);
        bench.world.run(200);
        assertEquals(SENT + "ab", Bench.text(socket));
        send(socket, "cdef");
        bench.world.run(200);
        assertFalse(socket.isOpen(), "the bound went along");
    }

    @Test
    void shouldRefuseBeforeAnythingLeaves() {
        bench.start();
        assertTrue(Bench.text(bench.send(Bench.HTTP, "GET / HTTP/1.1\r\nHost: example.org\r\n\r\n"))
                .startsWith("HTTP/1.1 400 "));
        assertTrue(Bench.text(bench.send(Bench.HTTP, POST.replace("Content-Length: 5", "Transfer-Encoding: chunked")))
                .startsWith("HTTP/1.1 411 "));
        assertTrue(Bench.text(bench.send(Bench.HTTP, POST.replace("example.org", "printer.local")))
                .startsWith("HTTP/1.1 403 "));
        assertTrue(Bench.text(bench.send(Bench.HTTP, POST.replace("example.org", "ex%61mple.org")))
                .startsWith("HTTP/1.1 400 "));
        assertTrue(bench.overlay.opened.isEmpty());
    }

    @Test
    void shouldEndSlowHeads() {
        bench.start();
        SimSocket socket = bench.send(Bench.HTTP, "GET http://example.org/ HTTP/1.1\r\nX: ");
        for (int second = 0; second < 12; second++) {
            bench.world.run(1_000);
            if (socket.isOpen()) {
                send(socket, "x");
            }
        }
        assertTrue(Bench.text(socket).startsWith("HTTP/1.1 408 "), Bench.text(socket));
    }

    @Test
    void shouldServeSocks4a() {
        bench.start();
        SimSocket socket = socks4("u", "\0\0\0\1", "Example.org\0");
        assertEquals("example.org", bench.overlay.lastOpened().host());
        assertTrue(bench.node.names().asked().isEmpty(), "no name is looked up here");
        open();
        assertEquals("\0Z\0\0\0\0\0\0", Bench.text(socket));
        send(socket, "hello");
        bench.world.run(200);
        assertEquals("\0Z\0\0\0\0\0\0hello", Bench.text(socket));
        assertEquals(0, bench.core.status().literalAddresses());
    }

    private SimSocket socks4(String user, String address, String name) {
        return bench.send(Bench.SOCKS, "\4\1\0P" + address + user + "\0" + name);
    }

    @Test
    void shouldCountTheAddressesOfSocks4() {
        bench.start();
        SimSocket socket = socks4("", "]\u00b8\u00d8\"", "");
        assertEquals("93.184.216.34", bench.overlay.lastOpened().host());
        assertEquals(1, bench.core.status().literalAddresses());
        bench.core.entry().failed(bench.overlay.lastStream(), StreamFailure.REFUSED);
        bench.world.run(200);
        assertEquals("\0[\0\0\0\0\0\0", Bench.text(socket));
        assertTrue(socket.inputClosed());
    }

    @Test
    void shouldKeepProtocolsAndUsersApart() {
        bench.start();
        socks4("", "\0\0\0\1", "example.org\0");
        String nobody = bench.overlay.lastOpened().isolation();
        socks4("a", "\0\0\0\1", "example.org\0");
        String user = bench.overlay.lastOpened().isolation();
        bench.socks(1, "example.org", 80);
        String socks5 = bench.overlay.lastOpened().isolation();
        bench.connect("example.org:80");
        String tunnel = bench.overlay.lastOpened().isolation();
        bench.send(Bench.HTTP, POST);
        String plain = bench.overlay.lastOpened().isolation();
        assertEquals(
                5,
                List.of(nobody, user, socks5, tunnel, plain).stream().distinct().count());
        bench.send(Bench.HTTP, POST.replace("\r\n\r\n", "\r\nProxy-Authorization: Basic YTpi\r\n\r\n"));
        assertNotEquals(plain, bench.overlay.lastOpened().isolation());
    }
}
