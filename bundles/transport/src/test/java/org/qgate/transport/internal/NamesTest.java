package org.qgate.transport.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qgate.api.net.IpAddress;
import org.qgate.api.transport.NameFailure;
import org.qgate.transport.TransportSettings;

/** Names, asked of a name server on loopback. */
@Timeout(60)
class NamesTest {
    private final LoopbackDns dns = start();
    private final Recorder owner = new Recorder();
    private final Node node = new Node(
            TransportSettings.read(Map.of("resolvers", dns.address().toString(), "query_timeout_ms", "1500")), owner);

    private static LoopbackDns start() {
        try {
            return new LoopbackDns();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    @AfterEach
    void stop() {
        node.close();
        dns.close();
    }

    private Recorder.Resolved resolve(String name, String isolation) {
        long query = node.onLoop(() -> {
            long number = node.lease.resolve(name, isolation);
            assertTrue(!owner.resolved.containsKey(number), "answered during the call");
            return number;
        });
        owner.until("an answer", () -> owner.resolved.containsKey(query));
        return owner.resolved.get(query);
    }

    private static IpAddress ip(String text) {
        return IpAddress.parse(text).orElseThrow();
    }

    @Test
    void shouldReturnBothFamiliesAndTheShortestTtl() {
        dns.with(
                        "www.example.net",
                        LoopbackDns.A,
                        LoopbackDns.address("www.example.net", 300, "192.0.2.1"),
                        LoopbackDns.address("www.example.net", 300, "192.0.2.2"))
                .with("www.example.net", LoopbackDns.AAAA, LoopbackDns.address("www.example.net", 60, "2001:db8::1"));
        Recorder.Resolved answer = resolve("www.example.net", "");
        assertEquals(NameFailure.NONE, answer.failure());
        assertEquals(60, answer.ttlSeconds());
        assertEquals(
                new HashSet<>(List.of(ip("192.0.2.1"), ip("192.0.2.2"), ip("2001:db8::1"))),
                new HashSet<>(answer.values()));
    }

    @Test
    void shouldAskAgainEachTimeFromAnotherPort() {
        dns.with("a.example", LoopbackDns.A, LoopbackDns.address("a.example", 3600, "192.0.2.7"));
        for (int i = 0; i < 5; i++) {
            assertEquals(List.of(ip("192.0.2.7")), resolve("a.example", "same").values());
        }
        assertEquals(5, dns.questions.stream().filter("a.example/1"::equals).count());
        assertTrue(new HashSet<>(dns.sourcePorts).size() > 5, () -> "source ports: " + dns.sourcePorts);
    }

    @Test
    void shouldFollowAnAlias() {
        dns.with(
                "alias.example",
                LoopbackDns.A,
                LoopbackDns.pointer("alias.example", LoopbackDns.CNAME, 20, "real.example"),
                LoopbackDns.address("real.example", 100, "192.0.2.9"));
        assertEquals(List.of(ip("192.0.2.9")), resolve("alias.example", "").values());
    }

    @Test
    void shouldTellMissingNamesFromBrokenServers() {
        dns.failing("missing.example", LoopbackDns.NXDOMAIN)
                .failing("broken.example", LoopbackDns.SERVFAIL)
                .failing("silent.example", 0);
        assertEquals(NameFailure.NOT_FOUND, resolve("missing.example", "").failure());
        assertEquals(NameFailure.NOT_FOUND, resolve("empty.example", "").failure());
        assertEquals(NameFailure.TEMPORARY, resolve("broken.example", "").failure());
        assertEquals(NameFailure.TEMPORARY, resolve("silent.example", "").failure());
    }

    @Test
    void shouldAnswerFromOneFamilyWhenTheOtherIsMissing() {
        dns.with("six.example", LoopbackDns.AAAA, LoopbackDns.address("six.example", 5, "2001:db8::6"));
        Recorder.Resolved answer = resolve("six.example.", "");
        assertEquals(List.of(ip("2001:db8::6")), answer.values(), () -> answer + " " + dns.questions);
        assertEquals(5, answer.ttlSeconds());
    }

    @Test
    void shouldAskNobodyThatAnAnswerNames() {
        dns.referring(
                "far.example",
                LoopbackDns.pointer("far.example", LoopbackDns.NS, 60, "ns.far.example"),
                LoopbackDns.address("ns.far.example", 60, "127.0.0.53"));
        assertEquals(List.of(), resolve("far.example", "").values());
        // The next question, too, came here: a referral followed would have gone to 127.0.0.53.
        assertTrue(dns.questions.stream().filter("far.example/1"::equals).count() > 1, () -> "" + dns.questions);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a..b",
                "-a.example",
                "a-.example",
                "exa mple.net",
                "b\u00fccher.example",
                "127.0.0.1",
                "127.1",
                "2130706433",
                "0x7f.1",
                "host.0x7f",
                "a.example..",
                "::1",
                "a:80",
                "x/../y.example",
                "a\u0000.example"
            })
    void shouldRefuseWhatIsNoHostName(String name) {
        assertEquals(NameFailure.INVALID, resolve(name, "").failure());
        assertTrue(dns.questions.isEmpty());
    }

    @Test
    void shouldBoundTheLengthOfNames() {
        String label = "a".repeat(63);
        assertTrue(HostNames.valid(String.join(".", label, label, label, "a".repeat(61))));
        assertTrue(!HostNames.valid(String.join(".", label, label, label, "a".repeat(62))));
        assertTrue(!HostNames.valid("a".repeat(64) + ".example"));
        assertTrue(HostNames.valid("_sip.xn--bcher-kva.example."));
    }

    @Test
    void shouldResolveAddressesToNames() {
        dns.with(
                "4.3.2.192.in-addr.arpa",
                LoopbackDns.PTR,
                LoopbackDns.pointer("4.3.2.192.in-addr.arpa", LoopbackDns.PTR, 77, "host.example"));
        long query = node.onLoop(() -> node.lease.reverse(ip("192.2.3.4"), ""));
        owner.until("an answer", () -> owner.reversed.containsKey(query));
        assertEquals(new Recorder.Resolved(List.of("host.example"), 77, NameFailure.NONE), owner.reversed.get(query));
        long six = node.onLoop(() -> node.lease.reverse(ip("2001:db8::1"), ""));
        owner.until("an answer", () -> owner.reversed.containsKey(six));
        assertEquals(NameFailure.NOT_FOUND, owner.reversed.get(six).failure());
        String question = "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa/12";
        assertTrue(dns.questions.contains(question), () -> dns.questions.toString());
    }

    @Test
    void shouldTakeChangedResolvers() throws IOException {
        try (LoopbackDns other = new LoopbackDns()) {
            other.with("b.example", LoopbackDns.A, LoopbackDns.address("b.example", 1, "192.0.2.8"));
            assertEquals(NameFailure.NOT_FOUND, resolve("b.example", "").failure());
            node.ports.configure(
                    TransportSettings.read(Map.of("resolvers", other.address().toString())));
            assertEquals(List.of(ip("192.0.2.8")), resolve("b.example", "").values());
        }
    }

    @Test
    void shouldReadTheSystemsResolvers(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("resolv.conf");
        Files.writeString(
                file,
                "# comment\nsearch example.net\nnameserver 192.0.2.53\nnameserver\t2001:db8::53 # x\n"
                        + "nameserver fe80::1%eth0\noptions ndots:5\nnameserver not-an-address\n");
        assertEquals(
                "[192.0.2.53:53, [2001:db8::53]:53]", NameServers.parse(file).toString());
        assertEquals(List.of(), NameServers.parse(folder.resolve("absent")));
    }
}
