package org.qgate.qrng.internal.deliver.kill;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.qgate.api.NodeId;
import org.qgate.api.base.Clock;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.protocol.Caller;
import org.qgate.api.protocol.Protocols;
import org.qgate.api.store.StoreMap;
import org.qgate.qrng.internal.deliver.HandClock;
import org.qgate.qrng.internal.deliver.Party;
import org.qgate.qrng.internal.deliver.pool.Pool;
import org.qgate.qrng.internal.deliver.pool.PoolSettings;
import org.qgate.qrng.internal.deliver.server.Serve;
import org.qgate.qrng.internal.deliver.server.Server;
import org.qgate.qrng.internal.deliver.server.ServerSettings;
import org.qgate.qrng.internal.deliver.subscriber.Ends;
import org.qgate.qrng.internal.deliver.subscriber.Recorded;
import org.qgate.qrng.internal.deliver.subscriber.Subscriber;
import org.qgate.sim.FaultDisk;
import org.qgate.store.internal.core.StoreCore;
import org.qgate.store.internal.core.StoreSettings;
import org.qgate.store.internal.journal.JournalSettings;
import org.qgate.store.internal.seal.KeyName;
import org.qgate.store.internal.seal.Seal;

/**
 * A node as far as delivery goes, with a disk that survives it as a power loss leaves it: a pool, a server over it, and
 * subscriptions.
 */
final class Mortal {
    private static final int SEGMENT = 16 << 10;
    private static final long STEP = 16 << 10;
    private static final ServerSettings OPEN =
            new ServerSettings(Serve.LISTED, 16, 60_000, 10_000_000_000L, 1L << 50, 1_000, 4);

    private final Party party;
    private final HandClock clock;
    private final Ledger ledger;
    private final Random random;
    private final List<NodeId> servers;
    private final Protocols protocols;
    private FaultDisk disk = new FaultDisk();
    private Fuse fuse;
    private StoreCore store;
    private Pool pool;
    private Server server;
    private List<Subscriber> subscribers;

    Mortal(Party party, HandClock clock, Ledger ledger, Random random, List<NodeId> servers, Protocols protocols) {
        this.party = party;
        this.clock = clock;
        this.ledger = ledger;
        this.random = random;
        this.servers = servers;
        this.protocols = protocols;
    }

    /** Begins a life that lasts so many moments. */
    void live(long moments) {
        fuse = new Fuse(Long.MAX_VALUE);
        store = new StoreCore(
                disk,
                new Clear(),
                clock,
                new StoreSettings(
                        new JournalSettings(SEGMENT, "0123456789abcdef".getBytes(StandardCharsets.US_ASCII)),
                        1L << 30,
                        false));
        wire(new byte[0]);
        fuse = new Fuse(moments);
        wire(new byte[0]);
    }

    private void wire(byte[] carried) {
        Fuse mine = fuse;
        Clock time = mine.through(Clock.class, clock);
        Crypto crypto = mine.through(Crypto.class, party.crypto());
        StoreMap map = mine.through(StoreMap.class, store.namespace("qrng").map("cursors"));
        Supplier<StoreMap> cursors = () -> map;
        String name = party.id().brief();
        pool = new Pool(
                time,
                new Recorded(cursors, "node", STEP, ledger, "handed out by " + name),
                Party.degraded(),
                () -> true,
                PoolSettings.STANDARD);
        pool.adopt(carried);
        Server.Parts parts = new Server.Parts(() -> crypto, party::identity, time, any -> true);
        server = new Server(parts, pool, new Recorded(cursors, "server", STEP, ledger, "sent by " + name), OPEN);
        subscribers = new ArrayList<>();
        for (NodeId each : servers) {
            subscribers.add(Ends.noting(
                    () -> crypto,
                    party::identity,
                    each,
                    time,
                    pool,
                    cursors,
                    STEP,
                    mine.through(Protocols.class, protocols),
                    ledger));
        }
    }

    /** A new version takes over what lies ready, as in a live update. */
    void update() {
        subscribers.forEach(Subscriber::close);
        server.close();
        wire(pool.freeze(random.nextInt(1 << 20)));
    }

    /** Dies, and finds its disk as it may be when the power is back. */
    void die() {
        disk = disk.afterPowerLoss(random);
    }

    /** Lets a step of the disk fail, counted from now. */
    void failDiskAfter(long steps) {
        disk.failAt(disk.steps() + steps);
    }

    long diskSteps() {
        return disk.steps();
    }

    boolean dead() {
        return fuse.out();
    }

    NodeId id() {
        return party.id();
    }

    String name() {
        return party.id().brief();
    }

    Pool pool() {
        return pool;
    }

    List<Subscriber> subscribers() {
        return subscribers;
    }

    byte[] serve(Caller caller, byte[] request) {
        return server.serve(caller, request, 0);
    }

    /** Seals nothing: what is tested here is not the store's secrecy. Says no to what was torn, as a seal does. */
    private static final class Clear implements Seal {
        private static final int TAG = 8;

        @Override
        public int epoch() {
            return 1;
        }

        @Override
        public int overhead() {
            return TAG;
        }

        @Override
        public byte[] seal(KeyName key, byte[] associated, byte[] plain) {
            return ByteBuffer.allocate(plain.length + TAG)
                    .put(plain)
                    .putLong(sum(key, associated, plain, 0, plain.length))
                    .array();
        }

        @Override
        public byte[] open(KeyName key, byte[] associated, byte[] sealed) throws GeneralSecurityException {
            int length = sealed.length - TAG;
            if (length < 0
                    || ByteBuffer.wrap(sealed, length, TAG).getLong() != sum(key, associated, sealed, 0, length)) {
                throw new GeneralSecurityException("torn");
            }
            return java.util.Arrays.copyOf(sealed, length);
        }

        @Override
        public byte[] mac(KeyName key, byte[] first, byte[] second, int offset, int length) {
            return ByteBuffer.allocate(32)
                    .putLong(sum(key, first, second, offset, length))
                    .array();
        }

        /** FNV-1a over all of it. */
        private static long sum(KeyName key, byte[] first, byte[] second, int offset, int length) {
            long sum = 0xcbf29ce484222325L ^ key.hashCode();
            for (byte each : first) {
                sum = (sum ^ each) * 0x100000001b3L;
            }
            sum = (sum ^ first.length) * 0x100000001b3L;
            for (int i = offset; i < offset + length; i++) {
                sum = (sum ^ second[i]) * 0x100000001b3L;
            }
            return sum;
        }
    }
}
