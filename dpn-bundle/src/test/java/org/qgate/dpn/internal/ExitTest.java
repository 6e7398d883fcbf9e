package org.qgate.dpn.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qgate.api.net.Endpoint;
import org.qgate.api.network.ExitRequest;
import org.qgate.api.network.PortRange;
import org.qgate.api.network.StreamFailure;
import org.qgate.common.json.Json;

/** The exit over simulated sockets and names. */
final class ExitTest {
    private final Bench bench = new Bench().with("exit", "true");
    private long stream;

    @AfterEach
    void shouldLeaveNothingBehind() {
        assertTrue(bench.node.failures().isEmpty(), () -> bench.node.failures().toString());
        if (bench.core != null) {
            assertEquals(0, bench.core.exit().underWay());
        }
    }

    private long begin(String host, int port, String circuit, boolean firstHop) {
        bench.core.exit().begin(new ExitRequest(++stream, host, port, circuit, "n", firstHop));
        bench.world.run(40_000);
        return stream;
    }

    private StreamFailure refusal(String host, int port) {
        return bench.overlay.refused.get(begin(host, port, "c", false));
    }

    @Test
    void shouldConnectToTheCheckedAddress() {
        bench.web.echo().listen(Bench.WEB);
        bench.node.names().put("example.org", Bench.WEB.address());
        bench.start();
        long accepted = begin("Example.org", 80, "c1", false);
        assertTrue(bench.overlay.accepted.containsKey(accepted));
        assertEquals(List.of("example.org|c1"), bench.node.names().asked());
        assertEquals(1, bench.core.status().exitAccepted());
    }

    @Test
    void shouldServeNothingAsShipped() {
        bench.settings.remove("exit");
        bench.start();
        assertEquals(StreamFailure.EXIT_POLICY, refusal("93.184.216.34", 80));
        assertTrue(bench.core.policy().isEmpty());
        assertTrue(bench.core.status().allowedRanges().isEmpty());
    }

    @Test
    void shouldServeItsPortsOnly() {
        bench.with("exit_ports", "80, 20-30").start();
        assertEquals(StreamFailure.EXIT_POLICY, refusal("93.184.216.34", 81));
        assertEquals(StreamFailure.EXIT_POLICY, refusal("93.184.216.34", 25));
        assertEquals(List.of(new PortRange(80, 80), new PortRange(20, 24), new PortRange(26, 30)), bench.core.policy());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.0.0.1",
                "169.254.169.254",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:93.184.216.34",
                "64:ff9b::5db8:d822",
                "2002:5db8:d822::1",
                "2001:0:1::1",
                "fd00::1",
                "fe80::1"
            })
    void shouldRefuseAddressesThatAreNotPublic(String host) {
        bench.start();
        assertEquals(StreamFailure.EXIT_POLICY, refusal(host, 80));
        assertTrue(bench.overlay.accepted.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.1",
                "2130706433",
                "0",
                "0x7f000001",
                "[::ffff:127.0.0.1]",
                "[::1]",
                "fe80::1%eth0",
                "0177.0.0.1",
                "127.0.0.1.",
                "1.2.3.4.5",
                "",
                "a b",
                "a..b"
            })
    void shouldNeverAskTheResolverForWhatIsNoName(String host) {
        bench.start();
        assertEquals(StreamFailure.NAME, refusal(host, 80));
        assertTrue(bench.node.names().asked().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "printer.local", "x.onion", "intranet", "a.internal"})
    void shouldNeverAskTheResolverForLocalNames(String host) {
        bench.start();
        assertEquals(StreamFailure.EXIT_POLICY, refusal(host, 80));
        assertTrue(bench.node.names().asked().isEmpty());
    }

    @Test
    void shouldCheckEveryResolvedAddress() {
        bench.node.names().put("rebind.example", Bench.ip("127.0.0.1"), Bench.ip("10.0.0.1"), Bench.ip("::1"));
        bench.start();
        assertEquals(StreamFailure.EXIT_POLICY, refusal("rebind.example", 80));
    }

    @Test
    void shouldSkipRefusedAddressesAndTryTheNext() {
        bench.web.listen(Bench.WEB);
        bench.node
                .names()
                .put("mixed.example", Bench.ip("127.0.0.1"), Bench.ip("2606:2800:220:1::1"), Bench.WEB.address());
        bench.start();
        assertTrue(bench.overlay.accepted.containsKey(begin("mixed.example", 80, "c", false)));
    }

    @Test
    void shouldTryThreeAddressesAtMost() {
        bench.web.listen(Bench.WEB);
        bench.node
                .names()
                .put(
                        "many.example",
                        Bench.ip("93.184.216.1"),
                        Bench.ip("93.184.216.2"),
                        Bench.ip("93.184.216.3"),
                        Bench.WEB.address());
        bench.start();
        long asked = begin("many.example", 80, "c", false);
        assertTrue(bench.overlay.refused.containsKey(asked));
        assertFalse(bench.overlay.accepted.containsKey(asked));
    }

    @Test
    void shouldSayThatAPortIsClosed() {
        bench.start();
        assertEquals(StreamFailure.REFUSED, refusal("93.184.216.34", 80));
    }

    @Test
    void shouldSayThatANameDoesNotExist() {
        bench.start();
        assertEquals(StreamFailure.NAME, refusal("nowhere.example", 80));
    }

    @Test
    void shouldRefuseOneHopCircuitsUnlessAllowed() {
        bench.web.listen(Bench.WEB);
        bench.start();
        assertEquals(StreamFailure.EXIT_POLICY, bench.overlay.refused.get(begin("93.184.216.34", 80, "c", true)));
        bench.with("exit_allow_single_hop", "true");
        bench.core.configure(bench.settings);
        assertTrue(bench.overlay.accepted.containsKey(begin("93.184.216.34", 80, "c", true)));
    }

    @Test
    void shouldServeAllowedRangesButNoLinksOfRelays() {
        Endpoint relay = Endpoint.parse("10.0.0.9:9001").orElseThrow();
        bench.overlay.relayLinks.add(relay);
        bench.with("exit_allow_ranges", "10.0.0.0/8, 127.0.0.0/8")
                .with("exit_ports", "1-65535")
                .start();
        assertEquals(StreamFailure.EXIT_POLICY, refusal("10.0.0.9", 9001));
        assertEquals(StreamFailure.EXIT_POLICY, refusal("10.0.0.9", 25));
        StreamFailure other = refusal("10.0.0.9", 9002);
        assertTrue(other == StreamFailure.UNREACHABLE || other == StreamFailure.TIMEOUT, "tried: " + other);
    }

    @Test
    void shouldRefuseADenyThatWouldDoNothing() {
        bench.with("exit_allow_ranges", "10.0.0.0/8")
                .with("exit_deny_ranges", "10.1.0.0/16")
                .start();
        assertEquals("QG-BAS-0002", bench.node.health().of("dpn.config").code());
    }

    @Test
    void shouldBoundTheRateOfACircuit() {
        bench.with("exit_rate_per_circuit", "1")
                .with("exit_burst_per_circuit", "2")
                .start();
        for (int i = 0; i < 3; i++) {
            bench.core.exit().begin(new ExitRequest(++stream, "nowhere.example", 80, "greedy", "n", false));
        }
        bench.core.exit().begin(new ExitRequest(++stream, "nowhere.example", 80, "modest", "n", false));
        bench.world.run(1_000);
        assertEquals(
                Map.of(
                        1L,
                        StreamFailure.NAME,
                        2L,
                        StreamFailure.NAME,
                        3L,
                        StreamFailure.RESOURCES,
                        4L,
                        StreamFailure.NAME),
                bench.overlay.refused);
    }

    @Test
    void shouldBoundTheRateOfAllCircuitsOverANeighbour() {
        bench.with("exit_rate_per_neighbour", "1")
                .with("exit_burst_per_neighbour", "2")
                .start();
        for (int i = 0; i < 3; i++) {
            bench.core.exit().begin(new ExitRequest(++stream, "nowhere.example", 80, "c" + i, "greedy", false));
        }
        bench.core.exit().begin(new ExitRequest(++stream, "nowhere.example", 80, "c0", "modest", false));
        bench.world.run(1_100);
        assertEquals(
                Map.of(
                        1L,
                        StreamFailure.NAME,
                        2L,
                        StreamFailure.NAME,
                        3L,
                        StreamFailure.RESOURCES,
                        4L,
                        StreamFailure.NAME),
                bench.overlay.refused);
        bench.core.exit().resolve(new ExitRequest(++stream, "nowhere.example", 0, "c9", "greedy", false));
        bench.core.exit().resolve(new ExitRequest(++stream, "nowhere.example", 0, "c9", "greedy", false));
        bench.world.run(1_000);
        assertEquals(StreamFailure.NAME, bench.overlay.refused.get(5L), "a second earns one request");
        assertEquals(StreamFailure.RESOURCES, bench.overlay.refused.get(6L));
    }

    @Test
    void shouldBoundWhatIsUnderWay() {
        bench.with("exit_max_negotiating", "2").start();
        for (int i = 0; i < 3; i++) {
            bench.core.exit().begin(new ExitRequest(++stream, "nowhere.example", 80, "c" + i, "n", false));
        }
        bench.world.run(1_000);
        assertEquals(StreamFailure.RESOURCES, bench.overlay.refused.get(3L));
        assertEquals(StreamFailure.NAME, bench.overlay.refused.get(2L));
    }

    @Test
    void shouldForgetStreamsThatAreGone() {
        bench.web.listen(Bench.WEB);
        bench.node.names().put("example.org", Bench.WEB.address());
        bench.start();
        bench.core.exit().begin(new ExitRequest(1, "example.org", 80, "c", "n", false));
        bench.core.exit().gone(1);
        bench.core.exit().begin(new ExitRequest(2, "93.184.216.34", 80, "c", "n", false));
        bench.core.exit().gone(2);
        bench.world.run(20_000);
        assertTrue(bench.overlay.accepted.isEmpty());
        assertTrue(bench.overlay.refused.isEmpty());
    }

    @Test
    void shouldHandOverWhatIsUnderWay() {
        bench.web.listen(Bench.WEB);
        bench.node.names().put("example.org", Bench.WEB.address());
        bench.start();
        bench.core.exit().begin(new ExitRequest(1, "example.org", 80, "c1", "n", false));
        bench.core.exit().begin(new ExitRequest(2, "93.184.216.34", 80, "c2", "n", false));
        bench.core.exit().resolve(new ExitRequest(3, "example.org", 0, "c3", "n", false));
        bench.core.exit().resolve(new ExitRequest(4, "93.184.216.34", 0, "c4", "n", false));
        Map<String, Object> frozen = bench.core.exit().freeze();
        assertEquals(frozen, Json.read(Json.write(frozen)));
        bench.core.stop();
        bench.world.run(20_000);
        assertTrue(bench.overlay.accepted.isEmpty() && bench.overlay.refused.isEmpty(), "forgotten without a word");
        bench.start();
        bench.core.exit().thaw(frozen);
        assertEquals(4, bench.core.exit().underWay());
        bench.world.run(2_000);
        assertEquals(Set.of(1L, 2L), bench.overlay.accepted.keySet());
        assertEquals(List.of(Bench.WEB.address()), bench.overlay.answers.get(3L));
        assertEquals(List.of("example.org"), bench.overlay.names.get(4L));
    }

    @Test
    void shouldKeepToTheTimeThatWasLeftAndToItsOwnSettingsAfterAHandOver() {
        bench.world.cut(bench.node, bench.world.host("93.184.0.1"));
        bench.with("exit_connect_seconds", "120").start();
        bench.core.exit().begin(new ExitRequest(1, "93.184.0.1", 80, "c", "n", false));
        bench.core.exit().begin(new ExitRequest(2, "93.184.0.1", 443, "c", "n", false));
        bench.world.run(30_000);
        Map<String, Object> frozen = bench.core.exit().freeze();
        bench.core.stop();
        bench.with("exit_ports", "80").start();
        bench.core.exit().thaw(frozen);
        bench.world.run(14_000);
        assertEquals(Map.of(2L, StreamFailure.EXIT_POLICY), bench.overlay.refused);
        bench.world.run(1_500);
        assertEquals(StreamFailure.TIMEOUT, bench.overlay.refused.get(1L));
        frozen.put("schema", 2L);
        assertThrows(IllegalArgumentException.class, () -> bench.core.exit().thaw(frozen));
    }

    @Test
    void shouldAnswerLookUpsWithPublicAddressesOnly() {
        bench.node.names().put("mixed.example", Bench.ip("10.0.0.1"), Bench.ip("93.184.216.34"));
        bench.node.names().put("inside.example", Bench.ip("10.0.0.1"));
        bench.start();
        assertEquals(List.of(Bench.ip("93.184.216.34")), bench.overlay.answers.get(lookUp("mixed.example")));
        assertEquals(StreamFailure.EXIT_POLICY, bench.overlay.refused.get(lookUp("inside.example")));
        assertEquals(StreamFailure.NAME, bench.overlay.refused.get(lookUp("nowhere.example")));
    }

    @Test
    void shouldLookUpNamesOfPublicAddressesOnly() {
        bench.node.names().put("web.example", Bench.ip("93.184.216.34"));
        bench.node.names().put("router.local", Bench.ip("93.184.216.34"));
        bench.node.names().put("inside.example", Bench.ip("10.0.0.1"));
        bench.start();
        assertEquals(List.of("web.example"), bench.overlay.names.get(lookUp("93.184.216.34")));
        assertEquals(StreamFailure.EXIT_POLICY, bench.overlay.refused.get(lookUp("10.0.0.1")));
    }

    private long lookUp(String host) {
        bench.core.exit().resolve(new ExitRequest(++stream, host, 0, "c", "n", false));
        bench.world.run(1_000);
        return stream;
    }
}
