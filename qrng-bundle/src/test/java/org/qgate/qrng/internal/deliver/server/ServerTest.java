package org.qgate.qrng.internal.deliver.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.qgate.api.crypto.Primitives;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;
import org.qgate.api.protocol.Caller;
import org.qgate.qrng.internal.deliver.HandClock;
import org.qgate.qrng.internal.deliver.Party;
import org.qgate.qrng.internal.deliver.Words;
import org.qgate.qrng.internal.deliver.pool.Cursor;
import org.qgate.qrng.internal.deliver.pool.Pool;
import org.qgate.qrng.internal.deliver.pool.PoolSettings;
import org.qgate.qrng.internal.deliver.wire.Answered;
import org.qgate.qrng.internal.deliver.wire.Asked;
import org.qgate.qrng.internal.deliver.wire.LeaseKeys;
import org.qgate.qrng.internal.deliver.wire.Refusal;
import org.qgate.qrng.internal.deliver.wire.Table;
import org.qgate.sim.store.MemoryStore;

/** A server before subscribers that do what they should not. */
class ServerTest {
    private static final long SECOND_MS = 1_000;
    private final HandClock clock = new HandClock();
    private final Party me = Party.of(1, clock);
    private final Party other = Party.of(2, clock);
    private final MemoryStore store = new MemoryStore(clock);
    private final Words words = new Words("device", 1);
    private final Pool pool = new Pool(clock, cursor("node"), Party.degraded(), () -> true, PoolSettings.STANDARD);
    private final Primitives primitives = other.crypto().primitives();

    private Cursor cursor(String name) {
        return new Cursor(() -> store.namespace("qrng").map("cursors"), name, 1 << 20, 0);
    }

    private Server server(ServerSettings settings) {
        return new Server(
                new Server.Parts(me.supplier(), me::identity, clock, each -> each.equals(other.id())),
                pool,
                cursor("server"),
                settings);
    }

    private static ServerSettings settings(int leases, long rate, long quota, int opens) {
        return new ServerSettings(Serve.ANYONE, leases, 60 * SECOND_MS, rate, quota, opens, 2);
    }

    private static ServerSettings wide() {
        return settings(16, 1_000_000_000, 1L << 40, 1_000);
    }

    private Caller named() {
        return new Caller(Optional.of(other.id()), "c");
    }

    private static Caller nobody(int circuit) {
        return new Caller(Optional.empty(), "circuit " + circuit);
    }

    /** A subscriber in the test's own words. */
    private final class Talk {
        private final Server server;
        private final Caller caller;
        private final LeaseKeys keys;
        private final Answered.Terms terms;

        Talk(Server server, Caller caller, long above) {
            this.server = server;
            this.caller = caller;
            byte[] mine = other.crypto().random().bytes(32);
            byte[] seed = other.crypto().random().bytes(64);
            byte[] request = new Asked.Open(primitives.agreementKey(mine), primitives.kemKey(seed), above).encode();
            Answered.Opened opened = (Answered.Opened) Answered.decode(server.serve(caller, request, 1_000));
            byte[] transcript = LeaseKeys.transcript(primitives, "qgate-test", me.id(), request, opened.offer());
            keys = LeaseKeys.derive(
                    primitives,
                    opened.terms().lease(),
                    primitives.agree(mine, opened.agreementKey()),
                    primitives.decapsulate(seed, opened.kemText()),
                    transcript);
            terms = opened.terms();
        }

        byte[] take(long sequence, int most) {
            return server.serve(caller, request(sequence, most), 0);
        }

        byte[] request(long sequence, int most) {
            return keys.sealWish(primitives, sequence, new Asked.Wish(most, 0)).encode();
        }

        Table table(long sequence, byte[] answer) {
            Answered.Chunk chunk = (Answered.Chunk) Answered.decode(answer);
            byte[] plain = keys.openTable(primitives, sequence, answer, chunk.tableAt(), chunk.tableLength())
                    .orElseThrow();
            return Table.decode(plain, me.id());
        }
    }

    private static Refusal why(byte[] answer) {
        return ((Answered.Refused) Answered.decode(answer)).why();
    }

    private static int waitMs(byte[] answer) {
        return ((Answered.Refused) Answered.decode(answer)).waitMs();
    }

    private void make(int bytes) throws InterruptedException {
        assertTrue(pool.offer(words.next(bytes), 0));
    }

    @Test
    void shouldServeEachRequestOnce() throws Exception {
        make(256);
        Talk talk = new Talk(server(wide()), named(), 0);
        byte[] request = talk.request(1, 64);
        assertEquals(
                64, talk.table(1, talk.server.serve(talk.caller, request, 0)).bytes());
        assertEquals(Refusal.USED, why(talk.server.serve(talk.caller, request, 0)));
        assertEquals(Refusal.USED, why(talk.take(1, 64)));
        assertEquals(64, talk.table(3, talk.take(3, 64)).position());
        assertEquals(128, talk.table(2, talk.take(2, 64)).position());
        assertEquals(Refusal.USED, why(talk.take(0, 64)));
        assertEquals(64, pool.info().bytes());
    }

    @Test
    void shouldTakeNothingForARequestThatIsAltered() throws Exception {
        make(64);
        Talk talk = new Talk(server(wide()), named(), 0);
        byte[] request = talk.request(1, 64);
        for (int at = 10; at < request.length; at++) {
            byte[] altered = request.clone();
            altered[at] ^= 1;
            assertEquals(Refusal.BAD, why(talk.server.serve(talk.caller, altered, 0)), "byte " + at);
        }
        request[5] ^= 1;
        assertEquals(Refusal.NO_LEASE, why(talk.server.serve(talk.caller, request, 0)));
        assertEquals(64, pool.info().bytes());
    }

    @Test
    void shouldRefuseKeysThatAreNone() {
        Server server = server(wide());
        byte[] lowOrder = new Asked.Open(new byte[32], primitives.kemKey(new byte[64]), 0).encode();
        assertEquals(Refusal.BAD, why(server.serve(named(), lowOrder, 0)));
        byte[] good = primitives.agreementKey(other.crypto().random().bytes(32));
        byte[] tooLarge = new byte[1_184];
        java.util.Arrays.fill(tooLarge, (byte) 0xff);
        assertEquals(Refusal.BAD, why(server.serve(named(), new Asked.Open(good, tooLarge, 0).encode(), 0)));
        assertEquals(List.of(), server.leases());
    }

    @Test
    void shouldHoldItsRate() throws Exception {
        make(64 << 10);
        Talk talk = new Talk(server(settings(16, 1_024, 1L << 40, 1_000)), named(), 0);
        for (int i = 0; i < 32; i++) {
            make(64 << 10);
        }
        assertEquals(960 << 10, talk.table(1, talk.take(1, 960 << 10)).bytes()); // what it may have at once
        byte[] refused = talk.take(2, 64);
        assertEquals(Refusal.WAIT, why(refused));
        clock.turn(waitMs(refused));
        assertEquals(4_096, talk.table(3, talk.take(3, 4_096)).bytes());
        refused = talk.take(4, 64);
        assertEquals(4_000, waitMs(refused), 10);
    }

    @Test
    void shouldHoldItsQuotaOverLeases() throws Exception {
        for (int i = 0; i < 32; i++) {
            make(64 << 10);
        }
        Server server = server(settings(16, 1_000_000_000, 1 << 20, 1_000));
        Talk talk = new Talk(server, named(), 0);
        assertEquals(960 << 10, talk.table(1, talk.take(1, 960 << 10)).bytes());
        assertEquals(64 << 10, talk.table(2, talk.take(2, 960 << 10)).bytes());
        assertEquals(Refusal.WAIT, why(talk.take(3, 8)));
        Talk again = new Talk(server, named(), 0);
        byte[] refused = again.take(1, 8);
        assertEquals(Refusal.WAIT, why(refused));
        clock.turn(waitMs(refused) + 1L);
        Talk later = new Talk(server, named(), 0);
        assertEquals(8, later.table(1, later.take(1, 8)).bytes());
    }

    @Test
    void shouldBoundLeasesAndKeepRoomForThoseWithNames() {
        Server server = server(settings(4, 1_000_000_000, 1L << 40, 1_000));
        List<Talk> open = new ArrayList<>();
        open.add(new Talk(server, nobody(1), 0));
        open.add(new Talk(server, nobody(2), 0));
        byte[] request = new Asked.Open(
                        primitives.agreementKey(other.crypto().random().bytes(32)), primitives.kemKey(new byte[64]), 0)
                .encode();
        assertEquals(Refusal.NO_ROOM, why(server.serve(nobody(3), request, 0)));
        open.add(new Talk(server, named(), 0));
        open.add(new Talk(server, named(), 0));
        assertEquals(4, server.leases().size());
        assertEquals(Refusal.NO_ROOM, why(server.serve(named(), request, 0)));
        clock.turn(60 * SECOND_MS + 1);
        new Talk(server, nobody(3), 0);
        assertEquals(1, server.leases().size());
        assertEquals(Refusal.NO_LEASE, why(open.get(0).take(1, 8)));
    }

    @Test
    void shouldEndTheOldestLeaseOfOneThatOpensMany() {
        Server server = server(wide());
        List<Talk> open = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            open.add(new Talk(server, named(), 0));
        }
        assertEquals(4, server.leases().size());
        assertEquals(Refusal.NO_LEASE, why(open.get(0).take(1, 8)));
        assertEquals(Refusal.WAIT, why(open.get(1).take(1, 8)));
    }

    @Test
    void shouldOpenOnlySoManyASecond() {
        Server server = server(settings(100, 1_000_000_000, 1L << 40, 2));
        new Talk(server, nobody(1), 0);
        new Talk(server, nobody(2), 0);
        assertThrows(ClassCastException.class, () -> new Talk(server, nobody(3), 0));
        clock.turn(SECOND_MS);
        new Talk(server, nobody(3), 0);
    }

    @Test
    void shouldMoveItsNumberingOnForWhoCrashedButNotToItsEnd() {
        Server server = server(wide());
        long near = Opening.MOST_SKIP / 2;
        assertEquals(near, new Talk(server, named(), near).terms.position());
        assertEquals(near, new Talk(server, named(), Long.MAX_VALUE).terms.position());
    }

    @Test
    void shouldSendNothingThatCannotBeNoted() throws Exception {
        make(64);
        Talk talk = new Talk(server(wide()), named(), 0);
        store.full(true);
        QGateException refused = assertThrows(QGateException.class, () -> talk.take(1, 64));
        assertEquals(QrngError.CURSOR, refused.code());
        store.full(false);
        assertEquals(Refusal.WAIT, why(talk.take(2, 64)));
    }

    @Test
    void shouldSendAsManyPiecesAsAChunkHolds() throws Exception {
        for (int i = 0; i < 100; i++) {
            make(8);
        }
        Talk talk = new Talk(server(wide()), named(), 0);
        assertEquals(64, talk.table(1, talk.take(1, 960 << 10)).rows().size());
        assertEquals(36, talk.table(2, talk.take(2, 960 << 10)).rows().size());
    }

    @Test
    void shouldTellThoseWhoComeAfterItsEndToComeAgain() throws Exception {
        make(64);
        Server server = server(wide());
        Talk talk = new Talk(server, named(), 0);
        server.close();
        assertEquals(Refusal.WAIT, why(talk.take(1, 8)));
        assertEquals(64, pool.info().bytes());
    }
}
