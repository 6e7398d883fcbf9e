package org.qgate.kernel.internal.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.Identity;
import org.qgate.kernel.internal.Counter;
import org.qgate.kernel.internal.directory.HostileSeed;

/** Seeds that forge, hold back, cut or tailor snapshots, against whole nodes ([SNAP-5] to [SNAP-8], [SNAP-11]). */
final class SnapshotAttackTest {
    private static final long HOUR = 3_600_000;
    private final OverlayNetwork network = new OverlayNetwork(20, 5, 2, 2);
    private final TestNode founder = network.relays.get(0);
    private final TestNode client = network.clients.get(0);
    private final HostileSeed seed = new HostileSeed(network.world, TestNode.NETWORK, "24.1.0.1");
    private byte[] file;

    /** An honest network of five relays; the hostile seed knows what they know; no client has begun. */
    private void found() {
        begin(seed.seedOf(founder.found(), founder.identity, 1));
        network.world.runUntil(
                "all relays are listed", () -> network.relays.stream().allMatch(TestNode::ready), 60_000);
        network.world.run(2_000);
        seed.learn(founder.host);
    }

    private void begin(byte[] made) {
        file = made;
        seed.host.stepClockMs(86_400_000);
        network.begin(file, network.relays);
        seed.start(file);
    }

    /** Lets a client begin that reaches no other seed. */
    private void beginAlone() {
        network.world.cut(client.host, founder.host);
        network.begin(file, List.of(client));
    }

    private void assertNothingGained(String reason) {
        network.world.run(60_000);
        assertTrue(seed.asked > 0, "nobody asked the hostile seed");
        assertEquals(0, client.overlay.circuits().own(), "circuits");
        assertTrue(client.overlay.progress().percent() < 50);
        assertTrue(
                client.overlay.progress().reason().contains(reason),
                client.overlay.progress().reason());
        network.world.heal(client.host, founder.host);
        network.world.runUntil("the honest seed outvotes it", client::ready, 60_000);
        assertEquals(5, client.overlay.directory().view().relays().size());
    }

    private long refused() {
        return client.env.counted(Counter.DOCUMENTS_REFUSED);
    }

    @Test
    void shouldGainNothingByAnUnknownKey() {
        found();
        byte[] forged = seed.signed(seed.body(seed.honestMs() + 1_000, id -> true), seed.identity);
        seed.serve(link -> forged);
        beginAlone();
        assertNothingGained("who is no signer");
        assertTrue(refused() > 0);
    }

    @Test
    void shouldGainNothingByTailoringForEachClientWithOldSignatures() {
        found();
        List<NodeId> ids =
                network.relays.stream().map(relay -> relay.identity.nodeId()).toList();
        seed.serve(link -> seed.withHonestSignatures(
                seed.body(seed.honestMs(), id -> !id.equals(ids.get(1 + (int) (link.id() % 4))))));
        beginAlone();
        assertNothingGained("does not verify");
        assertTrue(refused() > 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 100, -3_000, -1})
    void shouldGainNothingByTruncation(int at) {
        found();
        byte[] whole = seed.honest();
        seed.serve(link -> Arrays.copyOf(whole, at > 0 ? at : whole.length + at));
        beginAlone();
        assertNothingGained("snapshot refused");
        assertTrue(refused() > 0);
    }

    @Test
    void shouldGainNothingByWhatIsStale() {
        found();
        long nowMs = founder.host.clock().wallMs();
        byte[] stale = seed.signed(seed.body(nowMs - 4 * HOUR, id -> true), founder.identity);
        seed.serve(link -> stale);
        beginAlone();
        assertNothingGained("snapshot expired");
    }

    @Test
    void shouldGainNothingByWithholding() {
        found();
        beginAlone();
        assertNothingGained("no snapshot yet");
    }

    @Test
    void shouldGainNothingBySilence() {
        found();
        seed.silent();
        network.begin(file, List.of(client));
        network.world.runUntil("two seeds are asked at once", client::ready, 20_000);
    }

    @Test
    void shouldGainNothingAsOneSignerOfTwoThatAreNeeded() {
        HostileSeed third = new HostileSeed(network.world, TestNode.NETWORK, "24.2.0.1");
        found();
        file = seed.seedOf(founder.found(), founder.identity, 2, seed.identity.nodeId(), third.identity.nodeId());
        byte[] body = seed.body(seed.honestMs() + 1_000, id -> true);
        seed.serve(link -> seed.signed(body, seed.identity));
        beginAlone();
        network.world.run(60_000);
        assertEquals(0, client.overlay.circuits().own());
        String reason = client.overlay.progress().reason();
        assertTrue(reason.contains("1 signatures, 2 needed"), reason);
        Identity[] two = {seed.identity, third.identity};
        seed.serve(link -> seed.signed(body, two));
        network.world.runUntil("two of three sign", client::ready, 360_000);
    }

    @Test
    void shouldNotGoBackToAnEarlierSnapshotThatStillCounts() {
        found();
        network.begin(file, List.of(client));
        network.world.runUntil("the client is there", client::ready, 60_000);
        network.world.cut(client.host, founder.host);
        byte[] earlier = seed.signed(
                seed.body(seed.honestMs() - HOUR, id -> id.equals(founder.identity.nodeId())), founder.identity);
        seed.serve(link -> earlier);
        long before = client.overlay.directory().view().validAfterMs();
        network.world.run(2 * HOUR);
        assertTrue(client.overlay.directory().view().validAfterMs() >= before);
        assertEquals(5, client.overlay.directory().view().relays().size());
    }

    @Test
    void shouldBeOutvotedWhenItServesAnEarlierSnapshotToANewClient() {
        found();
        byte[] earlier = seed.signed(
                seed.body(
                        seed.honestMs() - HOUR,
                        id -> !id.equals(network.relays.get(4).identity.nodeId())),
                founder.identity);
        seed.serve(link -> earlier);
        beginAlone();
        network.world.runUntil(
                "the guard tells of the later one",
                () -> client.ready()
                        && client.overlay.directory().view().relays().size() == 5,
                60_000);
    }

    /** A stolen signer's key makes what verifies: nobody can refuse it at first sight, but it does not stay unseen. */
    @Test
    void shouldProveThatASignerSaidTwoThingsOfOneMoment() {
        found();
        byte[] tailored = seed.signed(
                seed.body(
                        seed.honestMs(),
                        id -> !id.equals(network.relays.get(4).identity.nodeId())),
                founder.identity);
        seed.serve(link -> tailored);
        beginAlone();
        network.world.runUntil(
                "it is proved",
                () -> client.overlay.warnings().stream().anyMatch(one -> one.startsWith("QG-KRN-0011 two snapshots")),
                60_000);
        Watch watch = new Watch(client.host.health(), client.host.audit());
        watch.saw(client.overlay.warnings(), 0);
        assertEquals("QG-KRN-0011", client.host.health().of("kernel.directory").code());
        assertEquals("directory:dispute", client.host.audit().lines().get(0).action());
    }

    @Test
    void shouldReportASnapshotThatWasMadeForThisNodeAlone() {
        found();
        byte[] tailored = seed.signed(
                seed.body(
                        seed.honestMs() + 1_000,
                        id -> !id.equals(network.relays.get(1).identity.nodeId())),
                founder.identity);
        seed.serve(link -> tailored);
        beginAlone();
        network.world.runUntil("it is used", client::ready, 60_000);
        network.world.runUntil(
                "relays at the ends of circuits do not know it",
                () -> client.overlay.warnings().stream().anyMatch(one -> one.contains("for this node alone")),
                30 * 60_000);
        network.begin(file, List.of(network.clients.get(1)));
        network.world.run(20 * 60_000);
        assertEquals(List.of(), founder.overlay.warnings());
    }

    @Test
    void shouldKeepStreamsAndBuildNoCircuitOnceTheSnapshotExpired() {
        found();
        seed.silent();
        network.begin(file, List.of(client));
        network.world.runUntil("the client is there", client::ready, 60_000);
        Transfers.Transfer going = network.transfers.beginHeld(network.entry(0), "early", 10_000);
        network.world.runUntil("half of it", () -> going.answeredMs > 0, 10_000);
        founder.host.kill();
        network.world.run(3 * HOUR + 60_000);
        long built = client.env.counted(Counter.CIRCUITS_BUILT);
        String reason = client.overlay.progress().reason();
        assertTrue(reason.startsWith("QG-KRN-0002 the snapshot expired"), reason);
        going.release();
        network.world.runUntil("the stream goes on", network.transfers::over, 10_000);
        assertEquals(Transfers.State.DONE, going.state, going.toString());
        Transfers.Transfer late = network.transfers.begin(network.entry(0), "late", 1_000, false);
        network.world.runUntil("an answer", network.transfers::over, 60_000);
        assertEquals("SOCKS reply 1", late.why, late.toString());
        assertEquals(built, client.env.counted(Counter.CIRCUITS_BUILT));
    }
}
