package org.qgate.kernel.internal.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.qgate.api.network.PortRange;
import org.qgate.common.json.Json;
import org.qgate.kernel.internal.Archive;
import org.qgate.kernel.internal.Counter;
import org.qgate.kernel.internal.SimArchive;
import org.qgate.sim.SimWorld;

/** Directories of several nodes over real links and real cryptography in simulated time. */
final class DirectoryNetworkTest {
    private static final long HOUR = 3_600_000;
    private final SimWorld world = new SimWorld(20261120);
    private final Site signer = new Site(world, "11.1.0.1", true, "signer", "true", "seed", "true");
    private final List<Site> relays = new ArrayList<>();
    private final Site client = new Site(world, "11.99.0.1", false);

    private void startNetwork(int count) {
        Network network = NetworkFile.read(
                signer.found(), signer.crypto.signatures(), signer.host.clock().wallMs());
        signer.start(network);
        for (int i = 0; i < count; i++) {
            String address = "11." + (10 + i) + ".0.1";
            relays.add(i % 2 == 0 ? new Site(world, address, true) : new Site(world, address, true, "exit", "true"));
        }
        relays.forEach(relay -> relay.start(network));
        client.start(network);
    }

    private List<Site> all() {
        return Stream.concat(Stream.of(signer, client), relays.stream()).toList();
    }

    private boolean converged() {
        return all().stream()
                .allMatch(site -> site.directory.view().relays().size() == relays.size() + 1
                        && site.directory
                                .view()
                                .digest()
                                .equals(client.directory.view().digest()));
    }

    private void converge() {
        world.runUntil("all have one view of all relays", this::converged, 120_000);
    }

    @Test
    void shouldGiveAllOneViewOfAllRelays() {
        startNetwork(6);
        converge();
        View view = client.directory.view();
        assertTrue(view.usable(client.host.clock().wallMs()));
        assertEquals(1, view.signatures());
        assertEquals(3, client.directory.info().exits());
        assertEquals(7, client.directory.info().relays());
        Relay listed = view.relay(relays.get(1).id()).orElseThrow();
        assertEquals(List.of(relays.get(1).endpoint()), listed.addresses());
        assertTrue(listed.exitsTo(443));
        assertEquals(100, client.directory.progress().percent());
        Progress done = new Progress(100, "7 relays known, 3 of them exits");
        relays.forEach(relay -> assertEquals(done, relay.directory.progress()));
        all().forEach(site -> assertEquals(0, site.env.counted(Counter.DOCUMENTS_REFUSED)));
        all().forEach(site -> assertEquals(List.of(), site.directory.warnings()));
        assertTrue(world.nowMs() < 30_000, "took " + world.nowMs() + " ms");
    }

    @Test
    void shouldFollowAChangeWithinSeconds() {
        startNetwork(3);
        converge();
        Site changing = relays.get(0);
        SelfDescription now = changing.description();
        changing.describe(new SelfDescription(
                now.addresses(),
                now.suite(),
                List.of(new PortRange(22, 22)),
                false,
                "new contact",
                1_000_000,
                Duties.RELAY,
                List.of()));
        world.runUntil(
                "the client sees the new exit",
                () -> client.directory
                        .view()
                        .relay(changing.id())
                        .filter(one -> one.exitsTo(22))
                        .isPresent(),
                15_000);
        assertEquals(
                100, client.directory.view().relay(changing.id()).orElseThrow().weight());
    }

    @Test
    void shouldGoOnWithoutTheSignerUntilTheSnapshotExpires() {
        startNetwork(3);
        converge();
        signer.host.kill();
        world.run(2 * HOUR);
        long now = client.host.clock().wallMs();
        assertTrue(client.directory.view().usable(now));
        assertEquals(100, client.directory.progress().percent());
        world.run(HOUR + 60_000);
        assertFalse(client.directory.view().usable(client.host.clock().wallMs()));
        Progress progress = client.directory.progress();
        assertTrue(progress.percent() < 50, progress.toString());
        assertTrue(progress.reason().startsWith("QG-KRN-0002 the snapshot expired"), progress.reason());
        assertTrue(progress.reason().contains("seed"), progress.reason());
        signer.restart();
        world.runUntil(
                "a new snapshot is everywhere",
                () -> all().stream()
                        .allMatch(site ->
                                site.directory.view().usable(site.host.clock().wallMs())),
                180_000);
    }

    @Test
    void shouldRenewSnapshotsHourlyAndDescriptorsHalfDaily() {
        startNetwork(2);
        converge();
        long first = client.directory.view().validAfterMs();
        world.run(5 * HOUR);
        long later = client.directory.view().validAfterMs();
        assertTrue(later - first >= 3 * HOUR, "only " + (later - first));
        assertTrue(client.directory.view().usable(client.host.clock().wallMs()));
        long sequence =
                client.directory.view().relay(relays.get(0).id()).orElseThrow().sequence();
        world.run(10 * HOUR);
        assertTrue(
                client.directory.view().relay(relays.get(0).id()).orElseThrow().sequence() > sequence);
    }

    @Test
    void shouldLoadFromDiskWithoutAnyNeighbour() {
        startNetwork(3);
        converge();
        world.run(5_000);
        String digest = client.directory.view().digest();
        signer.host.kill();
        relays.forEach(relay -> relay.host.kill());
        client.restart();
        world.runUntil(
                "the view is back", () -> client.directory.view().digest().equals(digest), 5_000);
        assertEquals(4, client.directory.view().relays().size());
        assertTrue(client.directory.view().usable(client.host.clock().wallMs()));
    }

    @Test
    void shouldGoOnAfterARestartOfTheSigner() {
        startNetwork(3);
        converge();
        world.run(5_000);
        String before = client.directory.view().digest();
        signer.restart();
        world.runUntil(
                "the signer's own new descriptor is listed and every relay knows it",
                () -> relays.stream()
                        .allMatch(relay -> !relay.directory.view().digest().equals(before)
                                && relay.directory
                                        .view()
                                        .digest()
                                        .equals(signer.directory.view().digest())
                                && relay.directory.view().relays().size() == 4
                                && signer.directory.listed()),
                60_000);
    }

    @Test
    void shouldHandOverItsState() {
        startNetwork(3);
        converge();
        Site relay = relays.get(0);
        String digest = relay.directory.view().digest();
        long sequence = relay.directory.view().relay(relay.id()).orElseThrow().sequence();
        relay.handOver();
        assertEquals(digest, relay.directory.view().digest());
        assertEquals(4, relay.directory.view().relays().size());
        world.run(10_000);
        assertEquals(
                100,
                relay.directory.progress().percent(),
                relay.directory.progress().reason());
        assertEquals(
                sequence,
                relay.directory.view().relay(relay.id()).orElseThrow().sequence(),
                "the descriptor is not made anew");
    }

    @Test
    void shouldNumberItsRequestsOnAfterAHandOver() {
        startNetwork(3);
        converge();
        relays.get(0).handOver();
        long last = (Long) relays.get(0).directory.freeze().get("lastRequest");
        assertTrue(last > 0, "a late answer to an old request would be taken for that of a new one");
    }

    @Test
    void shouldHearOfNewSnapshotsAfterAHandOver() {
        startNetwork(3);
        converge();
        Site relay = relays.get(0);
        relay.handOver();
        SelfDescription now = relays.get(2).description();
        relays.get(2)
                .describe(new SelfDescription(
                        now.addresses(), now.suite(), List.of(), false, "changed", 0, Duties.RELAY, List.of()));
        String digest = relay.directory.view().digest();
        world.runUntil("a new view", () -> !relay.directory.view().digest().equals(digest), 10_000);
        assertTrue(relay.links.all().size() >= 1);
    }

    @Test
    void shouldGoOnWithAnotherSignerWhenOneDies() {
        Site second = new Site(world, "11.2.0.1", true, "signer", "true");
        Network network = twoSigners(second);
        signer.start(network);
        second.start(network);
        relays.add(new Site(world, "11.10.0.1", true));
        relays.get(0).start(network);
        client.start(network);
        world.runUntil(
                "three relays are known", () -> client.directory.view().relays().size() == 3, 120_000);
        assertEquals(List.of(), client.directory.warnings());
        boolean firstLeads = network.signers().get(0).equals(signer.id());
        (firstLeads ? signer : second).host.kill();
        world.run(5 * HOUR);
        assertTrue(
                client.directory.view().usable(client.host.clock().wallMs()),
                client.directory.progress().reason());
    }

    private Network twoSigners(Site second) {
        Map<String, Object> document = new LinkedHashMap<>(document(signer.found()));
        document.remove("signatures");
        List<Object> seeds = new ArrayList<>((List<?>) document.get("seeds"));
        seeds.addAll((List<?>) document(second.found()).get("seeds"));
        document.put("seeds", seeds);
        document.put("signers", List.of(signer.id().toString(), second.id().toString()));
        byte[] file = NetworkFile.sign(document, signer.identity);
        return NetworkFile.read(
                file, signer.crypto.signatures(), signer.host.clock().wallMs());
    }

    @SuppressWarnings("unchecked") // the JSON reader makes objects with text keys only
    private static Map<String, Object> document(byte[] file) {
        return (Map<String, Object>) Json.read(new String(file, StandardCharsets.UTF_8));
    }

    @Test
    void shouldNotFollowARelayThatChangesAllTheTime() {
        startNetwork(2);
        converge();
        Site restless = relays.get(0);
        SelfDescription now = restless.description();
        long snapshots = 0;
        String digest = client.directory.view().digest();
        for (int i = 0; i < 100; i++) {
            restless.describe(new SelfDescription(
                    now.addresses(), now.suite(), now.exitPorts(), false, "contact " + i, 0, Duties.RELAY, List.of()));
            world.run(2_000);
            snapshots += client.directory.view().digest().equals(digest) ? 0 : 1;
            digest = client.directory.view().digest();
        }
        assertTrue(snapshots < 40, snapshots + " snapshots in 200 seconds");
        assertTrue(client.directory.view().usable(client.host.clock().wallMs()));
    }

    @Test
    void shouldSurviveADamagedSnapshot() {
        startNetwork(2);
        converge();
        world.run(5_000);
        SimArchive.set(client.host, Archive.DIRECTORY, "snapshot", new byte[] {9});
        client.restart();
        converge();
        assertTrue(client.directory.view().usable(client.host.clock().wallMs()));
    }

    @Test
    void shouldTellThatTheStoreIsFull() {
        startNetwork(2);
        client.host.store().full(true);
        converge();
        world.run(5_000);
        assertEquals(1, client.directory.warnings().size());
        assertTrue(client.directory.warnings().get(0).contains("the directory cannot be kept: "));
    }

    @Test
    void shouldSayThatItsClockIsBehind() {
        client.host.clockOffsetMs(-10 * 60_000);
        startNetwork(2);
        world.run(30_000);
        Progress progress = client.directory.progress();
        assertFalse(client.directory.view().usable(client.host.clock().wallMs()));
        assertTrue(progress.reason().startsWith("QG-KRN-0007"), progress.toString());
        assertTrue(progress.reason().contains("from the future"), progress.reason());
    }

    @Test
    void shouldSayWhatItWaitsForWithoutSeeds() {
        Network network = NetworkFile.read(
                signer.found(), signer.crypto.signatures(), signer.host.clock().wallMs());
        client.start(network);
        world.run(20_000);
        Progress progress = client.directory.progress();
        assertEquals(10, progress.percent());
        assertTrue(progress.reason().startsWith("QG-KRN-0002 no snapshot yet; seed "), progress.reason());
    }

    @Test
    void shouldNeverSetASequenceBack() {
        startNetwork(2);
        converge();
        world.run(5_000);
        Site relay = relays.get(0);
        long sequence = client.directory.view().relay(relay.id()).orElseThrow().sequence();
        relay.host.clockOffsetMs(-60_000);
        relay.restart();
        world.runUntil(
                "the restarted relay's descriptor is listed",
                () -> client.directory.view().relay(relay.id()).orElseThrow().sequence() > sequence,
                60_000);
    }

    @Test
    void shouldReplaceRelaysThatLeftWhenTheirDescriptorsExpire() {
        startNetwork(2);
        converge();
        Site leaving = relays.get(1);
        leaving.host.kill();
        world.run(26 * HOUR);
        assertTrue(client.directory.view().relay(leaving.id()).isEmpty());
        assertTrue(client.directory.view().relay(relays.get(0).id()).isPresent());
    }

    @Test
    void shouldFreezeToPlainValuesOnly() {
        startNetwork(2);
        converge();
        assertPlain(signer.directory.freeze());
    }

    private static void assertPlain(Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, one) -> {
                assertEquals(String.class, key.getClass());
                assertPlain(one);
            });
        } else if (value instanceof List<?> list) {
            list.forEach(DirectoryNetworkTest::assertPlain);
        } else {
            assertTrue(value instanceof byte[] || value instanceof String || value instanceof Long, () -> "" + value);
        }
        assertNotEquals(null, value);
    }
}
