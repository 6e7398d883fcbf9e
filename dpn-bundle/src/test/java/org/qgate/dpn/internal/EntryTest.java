package org.qgate.dpn.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qgate.api.base.HealthReport;
import org.qgate.api.base.HealthState;
import org.qgate.api.error.KernelError;
import org.qgate.api.error.QGateException;
import org.qgate.api.network.ExitRequest;
import org.qgate.api.network.StreamFailure;
import org.qgate.common.json.Json;
import org.qgate.sim.SimSocket;

/** Entry over simulated sockets: from connection to splice, and every way to fail. */
final class EntryTest {
    private final Bench bench = new Bench();

    @AfterEach
    void shouldLeaveNothingBehind() {
        assertTrue(bench.node.failures().isEmpty(), () -> bench.node.failures().toString());
    }

    @Test
    void shouldSpliceAfterTheExitConnected() {
        bench.start();
        SimSocket socket = bench.socks(1, "Example.org", 443);
        assertArrayEquals(new byte[] {5, 0}, socket.take());
        assertEquals("example.org", bench.overlay.lastOpened().host());
        assertEquals(443, bench.overlay.lastOpened().port());
        assertEquals(3, bench.overlay.lastOpened().hops());
        bench.world.run(5_000);
        assertEquals(2, socket.count(), "no success before the exit connected");
        bench.core.entry().opened(bench.overlay.lastStream(), null);
        bench.world.run(100);
        assertArrayEquals(new byte[] {5, 0, 0, 1, 0, 0, 0, 0, 0, 0}, socket.take());
        socket.send("hello".getBytes(StandardCharsets.US_ASCII));
        bench.world.run(100);
        assertEquals("hello", Bench.text(socket).substring(Bench.text(socket).length() - 5));
        assertEquals(0, bench.core.status().negotiating());
        assertEquals(1, bench.core.status().accepted());
    }

    @Test
    void shouldLeaveEarlyBytesForTheSplice() {
        bench.start();
        SimSocket socket = bench.send(
                Bench.HTTP, "CONNECT example.org:80 HTTP/1.1\r\nHost: a\r\n\r\nearly bytes, and then the end");
        socket.shutdownOutput();
        bench.world.run(500);
        assertTrue(bench.overlay.cancelled.isEmpty());
        bench.core.entry().opened(bench.overlay.lastStream(), null);
        bench.world.run(500);
        assertEquals("HTTP/1.1 200 Connection established\r\n\r\nearly bytes, and then the end", Bench.text(socket));
    }

    @ParameterizedTest
    @CsvSource({
        "NO_CIRCUIT, 1, 503", "EXIT_POLICY, 2, 403", "NAME, 4, 502", "REFUSED, 5, 502", "TIMEOUT, 6, 504",
        "UNREACHABLE, 3, 502", "RESOURCES, 1, 502", "CIRCUIT_LOST, 1, 502", "RESET, 5, 502", "OTHER, 1, 502"
    })
    void shouldSayWhyAStreamFailedAndNeverGoDirect(StreamFailure failure, int reply, int status) {
        bench.start();
        SimSocket socks = bench.socks(1, "example.org", 443);
        bench.core.entry().failed(bench.overlay.lastStream(), failure);
        SimSocket http = bench.connect("example.org:443");
        bench.core.entry().failed(bench.overlay.lastStream(), failure);
        bench.world.run(200);
        assertEquals(reply, socks.received()[3]);
        assertTrue(Bench.text(http).startsWith("HTTP/1.1 " + status + " "), Bench.text(http));
        assertTrue(http.inputClosed());
        assertEquals(0, bench.core.status().negotiating());
        assertTrue(bench.node.names().asked().isEmpty(), "no name was looked up here");
        assertEquals(2, bench.core.status().failed());
    }

    @Test
    void shouldCloseTheKillSwitchWhenTheOverlayIsAbsent() {
        bench.start();
        bench.overlayThere = false;
        assertTrue(Bench.text(bench.connect("example.org:443")).contains("QG-BAS-0007"));
        assertTrue(bench.node.names().asked().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"printer.local", "x.onion", "x.i2p", "a.internal", "nas.home.arpa", "localhost", "intranet"})
    void shouldRefuseLocalNamesHere(String host) {
        bench.start();
        assertTrue(Bench.text(bench.connect(host + ":80")).startsWith("HTTP/1.1 403 "));
        assertEquals(2, bench.socks(1, host, 80).received()[3]);
        assertTrue(bench.overlay.opened.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.1", "2130706433", "0", "0x7f000001", "fe80::1%eth0", "a..b", "b\u00fccher.example", "a.1"})
    void shouldRefuseWhatIsNoDestination(String host) {
        bench.start();
        assertEquals(1, bench.socks(1, host, 80).received()[3]);
        assertTrue(bench.overlay.opened.isEmpty());
    }

    @Test
    void shouldCountLiteralAddressesAndPassThemOn() {
        bench.start();
        bench.connect("[::ffff:127.0.0.1]:80");
        assertEquals("::ffff:7f00:1", bench.overlay.lastOpened().host());
        assertEquals(1, bench.core.status().literalAddresses());
    }

    @Test
    void shouldKeepApartWhoAsksWithOtherCredentials() {
        bench.start();
        String one = isolation("YTpi");
        assertEquals(one, isolation("YTpi"));
        assertNotEquals(one, isolation("YTpj"));
        assertNotEquals(one, isolation(null));
        bench.core.entry().newIdentity();
        assertNotEquals(one, isolation("YTpi"));
        assertFalse(one.contains("a:b"));
    }

    @Test
    void shouldNotComeBackToAnEarlierIdentityAfterARestart() {
        bench.start();
        String first = isolation("YTpi");
        bench.core.newIdentity();
        String second = isolation("YTpi");
        assertEquals(1, bench.overlay.retired);
        bench.core.stop();
        bench.start();
        assertNotEquals(first, isolation("YTpi"));
        assertNotEquals(second, isolation("YTpi"));
    }

    @Test
    void shouldChangeTheIdentityWhetherTheOverlayIsThereOrNot() {
        bench.start();
        long before = bench.core.status().identity();
        bench.overlay.refusesToRetire = new QGateException(KernelError.NO_SNAPSHOT, "not in the network");
        bench.core.newIdentity();
        bench.overlayThere = false;
        bench.core.newIdentity();
        assertEquals(before + 2, bench.core.status().identity());
        bench.overlayThere = true;
        bench.overlay.refusesToRetire = new QGateException(KernelError.LIMIT, "busy");
        assertThrows(QGateException.class, bench.core::newIdentity);
    }

    @Test
    void shouldKeepApartListeners() {
        bench.start();
        bench.connect("example.org:80");
        String http = bench.overlay.lastOpened().isolation();
        bench.socks(1, "example.org", 80);
        assertNotEquals(http, bench.overlay.lastOpened().isolation());
    }

    @Test
    void shouldKeepApartDestinationsOnRequest() {
        bench.with("isolate_destination", "true").start();
        bench.connect("example.org:80");
        String one = bench.overlay.lastOpened().isolation();
        bench.connect("example.org:81");
        assertNotEquals(one, bench.overlay.lastOpened().isolation());
        bench.connect("example.org:80");
        assertEquals(one, bench.overlay.lastOpened().isolation());
    }

    private String isolation(String basic) {
        String credentials = basic == null ? "" : "Proxy-Authorization: Basic " + basic + "\r\n";
        bench.send(Bench.HTTP, "CONNECT example.org:80 HTTP/1.1\r\nHost: a\r\n" + credentials + "\r\n");
        return bench.overlay.lastOpened().isolation();
    }

    @Test
    void shouldFollowTheRules() {
        bench.start();
        bench.core.rules().add("blocked.example", "block");
        bench.core.rules().add("one.example", "1");
        bench.core.rules().add("five.example:443", "5");
        assertTrue(Bench.text(bench.connect("blocked.example:443")).contains("QG-DPN-0003"));
        bench.connect("one.example:443");
        assertEquals(1, bench.overlay.lastOpened().hops());
        bench.connect("five.example:443");
        assertEquals(5, bench.overlay.lastOpened().hops());
        bench.connect("five.example:80");
        assertEquals(3, bench.overlay.lastOpened().hops());
    }

    @Test
    void shouldConnectDirectlyByExplicitRuleOnly() {
        bench.web.echo().listen(Bench.WEB);
        bench.node.names().put("direct.example", Bench.ip("93.184.216.99"), Bench.WEB.address());
        bench.start();
        bench.core.rules().add("direct.example", "direct");
        SimSocket socket = bench.send(Bench.HTTP, "CONNECT direct.example:80 HTTP/1.1\r\nHost: a\r\n\r\nearly");
        bench.world.run(15_000);
        socket.send(" and late".getBytes(StandardCharsets.US_ASCII));
        bench.world.run(1_000);
        assertEquals("HTTP/1.1 200 Connection established\r\n\r\nearly and late", Bench.text(socket));
        assertTrue(bench.overlay.opened.isEmpty());
        assertEquals(List.of("direct.example|"), bench.node.names().asked());
    }

    @Test
    void shouldSayWhenADirectConnectionFails() {
        bench.start();
        bench.core.rules().add("*", "direct");
        assertTrue(Bench.text(bench.connect("nowhere.example:80")).contains("QG-TRN-0005"));
        SimSocket refused = bench.connect("93.184.216.34:80");
        bench.world.run(15_000);
        assertTrue(Bench.text(refused).startsWith("HTTP/1.1 50"), Bench.text(refused));
    }

    @Test
    void shouldLookNamesUpThroughTheNetwork() {
        bench.start();
        SimSocket socket = bench.socks(0xf0, "example.org", 0);
        assertEquals(
                "example.org",
                bench.overlay.lookUps.get(bench.overlay.lastStream()).host());
        bench.core.entry().resolved(bench.overlay.lastStream(), List.of(Bench.ip("192.0.2.1")), List.of(), null);
        bench.world.run(100);
        assertArrayEquals(new byte[] {5, 0, 5, 0, 0, 1, (byte) 192, 0, 2, 1, 0, 0}, socket.received());
        assertTrue(socket.inputClosed());
    }

    @Test
    void shouldSayWhenALookUpFails() {
        bench.start();
        SimSocket socket = bench.socks(0xf0, "example.org", 0);
        bench.core.entry().resolved(bench.overlay.lastStream(), List.of(), List.of(), StreamFailure.NAME);
        bench.world.run(100);
        assertEquals(4, socket.received()[3]);
    }

    @Test
    void shouldAnswerALiteralLookUpItself() {
        bench.start();
        assertArrayEquals(
                new byte[] {5, 0, 5, 0, 0, 1, (byte) 192, 0, 2, 1, 0, 0},
                bench.socks(0xf0, "192.0.2.1", 0).received());
        assertTrue(bench.overlay.lookUps.isEmpty());
        assertEquals(1, bench.socks(0xf1, "example.org", 0).received()[3], "a name has no names");
    }

    @Test
    void shouldCancelWhenTheApplicationGoes() {
        bench.start();
        SimSocket socket = bench.connect("example.org:80");
        socket.close();
        bench.world.run(200);
        assertEquals(List.of(bench.overlay.lastStream()), bench.overlay.cancelled);
        assertEquals(0, bench.core.status().negotiating());
        bench.core.entry().opened(bench.overlay.lastStream(), null);
        assertEquals(2, bench.overlay.cancelled.size(), "a stream that opened too late is given up");
        assertTrue(bench.overlay.spliced.isEmpty());
    }

    @Test
    void shouldEndSlowNegotiations() {
        bench.start();
        SimSocket http = bench.send(Bench.HTTP, "CONNECT");
        SimSocket socks = bench.send(Bench.SOCKS, new byte[] {5});
        for (int i = 0; i < 12; i++) {
            bench.world.run(1_000);
            if (http.isOpen()) {
                http.send(new byte[] {'T'});
            }
        }
        assertTrue(Bench.text(http).startsWith("HTTP/1.1 408 "), Bench.text(http));
        assertFalse(socks.isOpen());
        assertEquals(0, bench.core.status().negotiating());
    }

    @Test
    void shouldAnswerWhenTheNetworkNeverDoes() {
        bench.with("connect_seconds", "5").start();
        SimSocket socket = bench.connect("example.org:80");
        bench.world.run(6_000);
        assertTrue(Bench.text(socket).startsWith("HTTP/1.1 504 "));
        assertEquals(List.of(1L), bench.overlay.cancelled);
    }

    @Test
    void shouldBoundNegotiations() {
        bench.with("max_negotiating", "3").start();
        List<SimSocket> waiting = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiting.add(bench.send(Bench.HTTP, "CONN"));
        }
        SimSocket late = bench.send(Bench.HTTP, "CONN");
        assertTrue(Bench.text(late).contains("QG-DPN-0007"));
        assertArrayEquals(
                new byte[] {5, -1}, bench.send(Bench.SOCKS, new byte[] {5}).received());
        assertEquals(3, bench.core.status().negotiating());
    }

    @Test
    void shouldHandHalfDoneNegotiationsOver() {
        bench.start();
        SimSocket half = bench.send(Bench.SOCKS, new byte[] {5, 1, 0});
        SimSocket waits = bench.connect("example.org:80");
        long stream = bench.overlay.lastStream();
        List<Map<String, Object>> frozen = bench.core.entry().freeze();
        assertEquals(2, frozen.size());
        assertEquals(0, bench.core.status().negotiating());
        bench.core.entry().thaw(frozen);
        half.send(Bench.socksRequest(1, "example.com", 443));
        bench.world.run(200);
        assertEquals("example.com", bench.overlay.lastOpened().host());
        bench.core.entry().opened(stream, null);
        bench.world.run(200);
        assertTrue(Bench.text(waits).startsWith("HTTP/1.1 200 "));
    }

    @Test
    void shouldTellApplicationsOfStreamsThatNobodyKnowsAnyMore() {
        bench.start();
        SimSocket lost = bench.connect("example.org:80");
        bench.overlay.forget();
        SimSocket known = bench.connect("example.com:80");
        bench.core.overlayChanged();
        bench.world.run(1_000);
        assertTrue(Bench.text(lost).startsWith("HTTP/1.1 502 "), Bench.text(lost));
        assertEquals("", Bench.text(known));
        assertEquals(1, bench.core.status().negotiating());
        assertTrue(bench.overlay.cancelled.isEmpty(), "there is nothing to cancel");
        bench.overlayThere = false;
        bench.core.overlayChanged();
        bench.world.run(1_000);
        assertTrue(Bench.text(known).startsWith("HTTP/1.1 502 "), Bench.text(known));
    }

    @Test
    void shouldLeaveAConfigurationToWhoeverAdoptsItsState() {
        bench.start();
        HealthReport before = bench.node.health().of("dpn.socks");
        bench.core.freeze();
        bench.core.park();
        bench.with("socks_listen", "10.0.0.1:4299").core.configure(bench.settings);
        assertEquals(before, bench.node.health().of("dpn.socks"));
        assertEquals(Bench.SOCKS, bench.core.status().socks());
    }

    @Test
    void shouldHandAllOfItselfOverAsPlainValues() {
        bench.node.names().put("example.org", Bench.WEB.address());
        bench.web.listen(Bench.WEB);
        bench.with("exit", "true").start();
        bench.core.newIdentity();
        SimSocket waits = bench.connect("example.org:80");
        long stream = bench.overlay.lastStream();
        long identity = bench.core.status().identity();
        bench.core.exit().begin(new ExitRequest(900, "example.org", 80, "c", "n", false));
        Map<String, Object> frozen = bench.core.freeze();
        assertEquals(frozen, Json.read(Json.write(frozen)));
        assertEquals(0, bench.core.status().negotiating() + bench.core.exit().underWay());
        bench.core.newIdentity();
        bench.core.thaw(frozen);
        assertEquals(identity, bench.core.status().identity());
        bench.core.entry().opened(stream, null);
        bench.world.run(2_000);
        assertTrue(Bench.text(waits).startsWith("HTTP/1.1 200 "));
        assertTrue(bench.overlay.accepted.containsKey(900L));
        frozen.put("schema", 2L);
        assertThrows(IllegalArgumentException.class, () -> bench.core.thaw(frozen));
    }

    @Test
    void shouldMoveListenersAndKeepTheOldOneWhenThePortIsBusy() {
        bench.start();
        bench.with("socks_listen", Bench.HTTP.toString());
        bench.core.configure(bench.settings);
        assertEquals(HealthState.ERROR, bench.node.health().of("dpn.socks").state());
        assertEquals("QG-TRN-0001", bench.node.health().of("dpn.socks").code());
        assertEquals(Bench.SOCKS, bench.core.status().socks());
        bench.with("socks_listen", "10.0.0.1:5000");
        bench.core.configure(bench.settings);
        assertEquals("10.0.0.1:5000", bench.core.status().socks().toString());
        bench.with("socks_listen", "");
        bench.core.configure(bench.settings);
        assertEquals(null, bench.core.status().socks());
        assertEquals(null, bench.node.health().of("dpn.socks"));
        bench.connect("example.org:80");
        assertEquals(1, bench.overlay.opened.size());
    }

    @Test
    void shouldWarnOfListenersThatOthersReach() {
        bench.start();
        assertEquals(HealthState.WARN, bench.node.health().of("dpn.socks").state());
        bench.with("socks_listen", "127.0.0.1:4280");
        bench.core.configure(bench.settings);
        assertEquals(HealthState.OK, bench.node.health().of("dpn.socks").state());
    }

    @Test
    void shouldServeNothingOnABadFirstConfigurationAndRecover() {
        bench.with("sock_listen", "10.0.0.1:1").start();
        assertEquals("QG-BAS-0001", bench.node.health().of("dpn.config").code());
        assertEquals(null, bench.core.status().socks());
        bench.settings.remove("sock_listen");
        bench.core.configure(bench.settings);
        assertEquals(Bench.SOCKS, bench.core.status().socks());
        bench.with("default_hops", "2");
        bench.core.configure(bench.settings);
        assertEquals("QG-BAS-0002", bench.node.health().of("dpn.config").code());
        bench.connect("example.org:80");
        assertEquals(3, bench.overlay.lastOpened().hops());
    }

    @Test
    void shouldBlockAllWhenTheRulesAreDamaged() {
        bench.node.store().namespace("dpn").map("rules").put("rule/1".getBytes(StandardCharsets.UTF_8), new byte[] {1});
        bench.start();
        assertEquals("QG-BAS-0006", bench.node.health().of("dpn.rules").code());
        assertTrue(Bench.text(bench.connect("example.org:80")).contains("QG-DPN-0008"));
    }

    @Test
    void shouldCloseEverythingItStillHasWhenItStops() {
        bench.start();
        SimSocket socket = bench.send(Bench.HTTP, "CONNECT");
        bench.core.stop();
        bench.world.run(200);
        assertFalse(socket.isOpen());
        assertTrue(bench.node.health().reports().isEmpty(), "what is gone is neither well nor ill");
    }
}
