package org.qgate.qrng.internal.deliver.subscriber;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.qgate.api.base.Clock;
import org.qgate.api.protocol.Protocols;
import org.qgate.api.qrng.Portion;
import org.qgate.qrng.internal.deliver.Party;
import org.qgate.qrng.internal.deliver.Threads;
import org.qgate.qrng.internal.deliver.Words;
import org.qgate.qrng.internal.deliver.pool.Pool;
import org.qgate.qrng.internal.deliver.server.Serve;
import org.qgate.qrng.internal.deliver.server.Server;
import org.qgate.qrng.internal.deliver.server.ServerSettings;
import org.qgate.qrng.internal.deliver.wire.Wire;
import org.qgate.sim.LoopbackProtocols;
import org.qgate.sim.store.MemoryStore;

/** Takers under load while servers die, come back, are quarantined and updated: none of them is refused anything. */
class FailoverTest {
    private static final int TAKERS = 4;
    private static final int BATCH = 16 << 10;
    private static final long PATIENCE_MS = 20_000;
    private static final ServerSettings OPEN =
            new ServerSettings(Serve.LISTED, 16, 60_000, 10_000_000_000L, 1L << 50, 1_000, 6);

    private static final Clock CLOCK = new Clock() {
        @Override
        public long wallMs() {
            return System.currentTimeMillis();
        }

        @Override
        public long monoNs() {
            return System.nanoTime();
        }
    };

    private final LoopbackProtocols network = new LoopbackProtocols();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Threads scheduler = new Threads();
    private final List<Site> sites = new ArrayList<>();
    private final Set<Long> words = ConcurrentHashMap.newKeySet();
    private final AtomicLong taken = new AtomicLong();
    private final Party node = Party.of(9, CLOCK);
    private final MemoryStore nodeStore = new MemoryStore(CLOCK);
    private Pool nodePool = Ends.pool(CLOCK, Ends.cursors(nodeStore), 1 << 20);
    private Subscribers subscribers = subscribers();

    /** A server with a device. */
    private final class Site {
        private final Party party;
        private final Words words;
        private final MemoryStore store = new MemoryStore(CLOCK);
        private volatile Pool pool;
        private volatile boolean makes = true;
        private Server server;
        private Protocols.Registration served;

        Site(int number) {
            party = Party.of(number, CLOCK);
            words = new Words("device" + number, number);
            start();
            threads.submit(this::pump);
        }

        void start() {
            pool = Ends.pool(CLOCK, Ends.cursors(store), 1 << 20);
            server = Ends.server(party, CLOCK, pool, Ends.cursors(store), 1 << 20, Server.cursorFloor(CLOCK), OPEN);
            served = network.of(party.id()).serve(Wire.PROTOCOL, scheduler.workers("serve", 1, 1), server::serve);
        }

        void die() {
            served.close();
            pool.close();
        }

        private Void pump() throws InterruptedException {
            while (true) {
                if (makes) {
                    pool.offer(words.next(BATCH), 10);
                } else {
                    Thread.onSpinWait();
                }
            }
        }
    }

    private Subscribers subscribers() {
        return new Subscribers(
                new Subscribers.Parts(
                        () -> network.of(node.id()),
                        node.supplier(),
                        node::identity,
                        Ends.cursors(nodeStore),
                        () -> nodeStore.namespace("qrng").map("subscriptions"),
                        scheduler,
                        CLOCK),
                nodePool,
                SubscriberSettings.STANDARD);
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
        subscribers.close();
        network.close();
    }

    private Void take(int number) {
        while (!Thread.currentThread().isInterrupted() && taken.get() < Long.MAX_VALUE) {
            Portion portion = nodePool.take("taker" + number, 4_096, false, PATIENCE_MS);
            ByteBuffer in = ByteBuffer.wrap(portion.bytes());
            while (in.remaining() > 0) {
                assertTrue(words.add(in.getLong()), "a word came twice");
            }
            taken.addAndGet(portion.bytes().length);
            if (done) {
                return null;
            }
        }
        return null;
    }

    private volatile boolean done;

    /** Waits until takers got so much more. */
    private void goOn(List<Future<Void>> takers) throws Exception {
        long until = taken.get() + (4 << 20);
        long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (taken.get() < until) {
            for (Future<Void> each : takers) {
                if (each.isDone()) {
                    each.get(); // throws what the taker was refused
                }
            }
            assertTrue(System.nanoTime() < endNs, "takers get nothing: " + subscribers.list());
            Thread.onSpinWait();
        }
    }

    @Test
    void shouldRefuseNoTakerWhileServersComeAndGo() throws Exception {
        sites.add(new Site(1));
        sites.add(new Site(2));
        subscribers.start();
        sites.forEach(each -> subscribers.subscribe(each.party.id()));
        List<Future<Void>> takers = new ArrayList<>();
        for (int i = 0; i < TAKERS; i++) {
            int number = i;
            takers.add(threads.submit(() -> take(number)));
        }
        goOn(takers);
        sites.get(0).die();
        goOn(takers);
        assertEquals(
                "OPEN",
                subscribers.list().stream()
                        .filter(each -> each.server().equals(sites.get(1).party.id()))
                        .findFirst()
                        .orElseThrow()
                        .state());
        sites.get(0).start();
        sites.get(1).makes = false; // quarantined: its device gives nothing, what lay ready is burnt
        sites.get(1).pool.burn("device2", 0);
        goOn(takers);
        sites.get(1).makes = true;
        goOn(takers);
        done = true;
        for (Future<Void> each : takers) {
            each.get(PATIENCE_MS, TimeUnit.MILLISECONDS);
        }
        assertTrue(subscribers.healthy());
    }

    @Test
    void shouldRememberSubscriptionsAndCarryWhatLiesReady() throws Exception {
        sites.add(new Site(1));
        subscribers.start();
        subscribers.subscribe(sites.get(0).party.id());
        byte[] first = nodePool.take("a", 4_096, false, PATIENCE_MS).bytes();
        subscribers.close();
        byte[] carried = nodePool.freeze(8 << 20);
        nodePool = Ends.pool(CLOCK, Ends.cursors(nodeStore), 1 << 20);
        nodePool.adopt(carried);
        subscribers = subscribers();
        subscribers.start();
        assertEquals(1, subscribers.list().size());
        for (byte[] each :
                List.of(first, nodePool.take("a", 1 << 20, false, PATIENCE_MS).bytes())) {
            ByteBuffer in = ByteBuffer.wrap(each);
            while (in.remaining() > 0) {
                assertTrue(words.add(in.getLong()), "a word came twice");
            }
        }
        subscribers.unsubscribe(sites.get(0).party.id());
        assertEquals(List.of(), subscribers.list());
    }
}
