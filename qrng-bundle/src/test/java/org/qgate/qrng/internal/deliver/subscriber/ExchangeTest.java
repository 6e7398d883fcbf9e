package org.qgate.qrng.internal.deliver.subscriber;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.qgate.api.error.QGateException;
import org.qgate.api.protocol.Caller;
import org.qgate.api.qrng.Label;
import org.qgate.api.qrng.Portion;
import org.qgate.api.qrng.Provenance;
import org.qgate.api.qrng.Subscription;
import org.qgate.qrng.internal.deliver.HandClock;
import org.qgate.qrng.internal.deliver.Party;
import org.qgate.qrng.internal.deliver.Servants;
import org.qgate.qrng.internal.deliver.Words;
import org.qgate.qrng.internal.deliver.pool.Pool;
import org.qgate.qrng.internal.deliver.server.Serve;
import org.qgate.qrng.internal.deliver.server.Server;
import org.qgate.qrng.internal.deliver.server.ServerSettings;
import org.qgate.qrng.internal.flow.Batch;
import org.qgate.sim.store.MemoryStore;

/** A server and a subscriber, with something between them that a test may set. */
class ExchangeTest {
    private static final long STEP = 1 << 20;

    /** So short that no request waits for bytes. */
    private static final long SHORT_MS = 500;

    private static final ServerSettings OPEN = new ServerSettings(Serve.LISTED, 4, 60_000, 1 << 30, 1L << 40, 20, 6);

    private final HandClock clock = new HandClock();
    private final Party one = Party.of(1, clock);
    private final Party other = Party.of(2, clock);
    private final MemoryStore serverStore = new MemoryStore(clock);
    private final MemoryStore nodeStore = new MemoryStore(clock);
    private final Words words = new Words("device", 1);
    private final Servants between = new Servants(other.id());
    private Pool serverPool;
    private Server server;
    private Pool nodePool;
    private Subscriber subscriber;
    private UnaryOperator<byte[]> onTheWayBack = UnaryOperator.identity();

    ExchangeTest() {
        serve(OPEN);
        subscribe();
    }

    private void serve(ServerSettings settings) {
        serve(settings, Server.cursorFloor(clock));
    }

    private void serve(ServerSettings settings, long floor) {
        serverPool = Ends.pool(clock, Ends.cursors(serverStore), STEP);
        server = Ends.server(one, clock, serverPool, Ends.cursors(serverStore), STEP, floor, settings);
        Server now = server;
        between.at(one.id(), (caller, request, ms) -> onTheWayBack.apply(now.serve(caller, request, SHORT_MS)));
    }

    private void subscribe() {
        nodePool = Ends.pool(clock, Ends.cursors(nodeStore), STEP);
        subscriber = Ends.subscriber(other, one.id(), clock, nodePool, Ends.cursors(nodeStore), STEP, between);
    }

    private void make(int bytes) throws InterruptedException {
        assertTrue(serverPool.offer(words.next(bytes), 0));
    }

    private String state() {
        Subscription info = subscriber.info();
        return info.state() + " " + info.reason();
    }

    @Test
    void shouldBringBytesAndTheirLabels() throws Exception {
        make(64);
        make(64);
        assertEquals(0, subscriber.turn());
        assertEquals("OPEN ", state());
        assertTrue(subscriber.healthy());
        Portion portion = nodePool.take("a", 128, false, 0);
        assertArrayEquals(new Words("device", 1).next(128).bytes(), portion.bytes());
        Label label = portion.labels().get(1).label();
        assertEquals(Optional.of(one.id()), label.server());
        assertEquals("device", label.device());
        assertEquals(1, label.window());
        assertEquals(Provenance.SIMULATED, label.provenance());
        assertFalse(portion.quantum());
        assertEquals(128, subscriber.info().receivedBytes());
        assertEquals(128, server.leases().get(0).deliveredBytes());
        assertEquals(Optional.of(other.id()), server.leases().get(0).node());
    }

    @Test
    void shouldWaitWhileTheServerHasNone() throws Exception {
        serve(new ServerSettings(Serve.LISTED, 4, 60_000, 1 << 30, 1L << 40, 20, 1));
        between.at(one.id(), (caller, request, ms) -> server.serve(caller, request, SHORT_MS));
        assertTrue(subscriber.turn() > 0);
        assertEquals("WAITING ", state());
    }

    @Test
    void shouldOpenAnotherLeaseWhenTheServerBeganAnew() throws Exception {
        make(64);
        subscriber.turn();
        serve(OPEN);
        make(64);
        assertEquals(0, subscriber.turn()); // not known there any more
        assertEquals(0, subscriber.turn());
        assertEquals("OPEN ", state());
        assertEquals(128, nodePool.take("a", 128, false, 0).bytes().length);
        assertEquals(0, subscriber.info().failures());
    }

    @Test
    void shouldNotBeServedWhereItIsNotWanted() throws Exception {
        serve(ServerSettings.STANDARD);
        assertTrue(subscriber.turn() > 0);
        assertEquals("FAILED QG-QRN-0031 it does not serve this node", state());
    }

    @Test
    void shouldUseNothingOfAnAlteredChunk() throws Exception {
        for (int part = 0; part < 3; part++) {
            int from = part;
            make(64);
            subscriber.turn();
            nodePool.take("a", 64, false, 0);
            make(64);
            make(64);
            onTheWayBack = answer -> {
                int at = List.of(20, answer.length - 90, answer.length - 1).get(from);
                answer[at] ^= 1;
                return answer;
            };
            assertTrue(subscriber.turn() > 0);
            assertTrue(state().startsWith("FAILED QG-QRN-0033"), state());
            assertThrows(QGateException.class, () -> nodePool.take("a", 1, false, 0));
            onTheWayBack = UnaryOperator.identity();
            clock.turn(60_000);
        }
    }

    @Test
    void shouldNotTakeAChunkForAnother() throws Exception {
        make(64);
        byte[][] kept = new byte[1][];
        onTheWayBack = answer -> {
            kept[0] = answer.clone();
            return answer;
        };
        subscriber.turn();
        onTheWayBack = answer -> kept[0];
        assertTrue(subscriber.turn() > 0);
        assertEquals("FAILED QG-QRN-0033 chunk 1 came for request 2", state());
        kept[0][9] = 2; // the sequence number, in the clear: the tag knows better
        clock.turn(60_000);
        onTheWayBack = UnaryOperator.identity();
        make(64);
        subscriber.turn();
        onTheWayBack = answer -> kept[0];
        assertTrue(subscriber.turn() > 0);
        assertTrue(state().startsWith("FAILED QG-QRN-0033"), state());
    }

    @Test
    void shouldBelieveOnlyTheServerItself() throws Exception {
        Party imposter = Party.of(3, clock);
        Pool pool = Ends.pool(clock, Ends.cursors(serverStore), STEP);
        Server false1 = Ends.server(imposter, clock, pool, Ends.cursors(serverStore), STEP, 0, OPEN);
        between.at(one.id(), false1::serve);
        assertTrue(subscriber.turn() > 0);
        assertEquals("FAILED QG-QRN-0033 the lease is not signed by " + one.id().brief(), state());
    }

    @Test
    void shouldRefuseASignatureOverOtherWords() throws Exception {
        onTheWayBack = answer -> {
            answer[2 + 32 + 1_088 + 8 + 7] ^= 1; // the position that the server names
            return answer;
        };
        assertTrue(subscriber.turn() > 0);
        assertTrue(state().startsWith("FAILED QG-QRN-0033"), state());
    }

    @Test
    void shouldRefuseAServerWhoseNumberingWentBack() throws Exception {
        make(64);
        subscriber.turn();
        MemoryStore before = new MemoryStore(clock);
        Pool pool = Ends.pool(clock, Ends.cursors(before), STEP);
        Server restored = Ends.server(one, clock, pool, Ends.cursors(before), STEP, 0, OPEN);
        pool.offer(new Words("device", 1).next(64), 0);
        between.at(one.id(), restored::serve);
        // A subscriber that was not restarted knows it as well as one that was.
        assertEquals(0, subscriber.turn()); // not known there any more
        assertTrue(subscriber.turn() > 0);
        assertTrue(state().contains("numbering went back"), state());
        subscribe();
        assertTrue(subscriber.turn() > 0);
        assertTrue(state().contains("numbering went back"), state());
        assertThrows(QGateException.class, () -> nodePool.take("a", 65, false, 0));
    }

    @Test
    void shouldNotHelpAServerOverWhatItSentBefore() throws Exception {
        for (boolean restarted : new boolean[] {false, true}) {
            serve(OPEN, 0);
            subscribe();
            make(4_096);
            subscriber.turn();
            subscriber.turn();
            assertEquals("OPEN ", state().replace("WAITING ", "OPEN "));
            byte[] first = nodePool.take("a", 4_096, false, 0).bytes();
            if (restarted) {
                subscriber.close();
                subscribe();
            }
            // A copy of the machine as it was before: the same bytes lie ready, under the same numbers.
            MemoryStore before = new MemoryStore(clock);
            Pool pool = Ends.pool(clock, Ends.cursors(before), STEP);
            Server copy = Ends.server(one, clock, pool, Ends.cursors(before), STEP, 0, OPEN);
            Words same = new Words("device", 1);
            same.next((int) (8 * words.made()) - 4_096);
            Batch again = same.next(4_096);
            assertArrayEquals(first, again.bytes());
            pool.offer(again, 0);
            between.at(one.id(), (caller, request, ms) -> copy.serve(caller, request, SHORT_MS));
            for (int i = 0; i < 3; i++) {
                subscriber.turn();
                clock.turn(60_000);
            }
            assertTrue(state().contains("numbering went back"), state());
            assertThrows(QGateException.class, () -> nodePool.take("a", 1, false, 0));
        }
    }

    @Test
    void shouldGoOnWithAServerThatWasPutBackAndHasARightClock() throws Exception {
        make(64);
        subscriber.turn();
        subscriber.close();
        clock.turn(3_600_000);
        MemoryStore before = new MemoryStore(clock);
        Pool pool = Ends.pool(clock, Ends.cursors(before), STEP);
        Server restored = Ends.server(one, clock, pool, Ends.cursors(before), STEP, Server.cursorFloor(clock), OPEN);
        pool.offer(words.next(64), 0);
        between.at(one.id(), restored::serve);
        subscribe();
        assertEquals(0, subscriber.turn());
        assertEquals("OPEN ", state());
    }

    @Test
    void shouldGoOnAfterACrashOfTheSubscriber() throws Exception {
        serve(OPEN, 0);
        make(64);
        subscriber.turn();
        subscribe(); // the one before never settled
        make(64);
        assertEquals(0, subscriber.turn());
        assertEquals("OPEN ", state());
        assertTrue(subscriber.info().position() > STEP);
    }

    @Test
    void shouldBringNothingWhileItsCursorCannotBeKept() throws Exception {
        make(64);
        nodeStore.full(true);
        assertTrue(subscriber.turn() > 0);
        assertTrue(state().startsWith("FAILED QG-QRN-0022"), state());
        nodeStore.full(false);
        assertThrows(QGateException.class, () -> nodePool.take("a", 1, false, 0));
    }

    @Test
    void shouldRestLongerAfterEachFailure() throws Exception {
        between.at(one.id(), null);
        long last = 0;
        for (int i = 0; i < 10; i++) {
            last = subscriber.turn();
            assertTrue(last >= 1 && last <= 30_000, "" + last);
            clock.turn(last + 1);
        }
        assertTrue(last >= 15_000, "" + last);
        assertEquals(10, subscriber.info().failures());
        serve(OPEN);
        make(64);
        assertEquals(0, subscriber.turn());
    }

    @Test
    void shouldRestWhileThePoolGoesToANewerVersion() throws Exception {
        make(64);
        nodePool.freeze(0);
        assertTrue(subscriber.turn() > 0);
        assertEquals(64, serverPool.info().bytes());
        assertEquals(0, subscriber.info().failures());
    }

    @Test
    void shouldServeAnonymousOnesOnlyWhenItIsSaid() {
        byte[] request = new byte[] {1, 1};
        Caller nobody = new Caller(Optional.empty(), "c");
        assertEquals(1, server.serve(nobody, request, 1_000)[2]);
        server.configure(new ServerSettings(Serve.ANYONE, 4, 60_000, 1 << 30, 1L << 40, 20, 6));
        assertEquals(7, server.serve(nobody, request, 1_000)[2]);
    }
}
