package org.qgate.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.qgate.api.base.Clock;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.Identity;
import org.qgate.api.error.QGateException;
import org.qgate.api.store.StoreMap;
import org.qgate.base.internal.work.SystemClock;
import org.qgate.base.internal.work.ThreadScheduler;
import org.qgate.crypto.internal.CryptoProvider;
import org.qgate.qrng.internal.condition.Conditioning;
import org.qgate.qrng.internal.condition.DegradedBytes;
import org.qgate.qrng.internal.condition.XorRefinery;
import org.qgate.qrng.internal.deliver.pool.Cursor;
import org.qgate.qrng.internal.deliver.pool.Pool;
import org.qgate.qrng.internal.deliver.pool.PoolSettings;
import org.qgate.qrng.internal.deliver.server.Serve;
import org.qgate.qrng.internal.deliver.server.Server;
import org.qgate.qrng.internal.deliver.server.ServerSettings;
import org.qgate.qrng.internal.deliver.subscriber.SubscriberSettings;
import org.qgate.qrng.internal.deliver.subscriber.Subscribers;
import org.qgate.qrng.internal.flow.Batch;
import org.qgate.qrng.internal.health.StandardTests;
import org.qgate.sim.SimDisk;
import org.qgate.sim.store.MemoryStore;

/**
 * From samples to the application of another node, in one process: tests, conditioning, pool, lease, AEAD chunks over TCP on
 * 127.0.0.1, the other pool, whoever takes there. The store is in memory.
 */
final class RandomDelivery implements AutoCloseable {
    private static final String NETWORK = "bench.example";
    private static final long STEP = 64 << 20;
    private static final long QUOTA = 1L << 50;
    private static final int PORTION = 1 << 18;
    /** More than can lie ready on both sides and on the way. */
    private static final long READY = 24 << 20;

    private static final PoolSettings POOL = new PoolSettings(8 << 20, 16, 16);

    private final Clock clock = new SystemClock();
    private final Crypto one = CryptoProvider.tested(new SimDisk(), clock);
    private final Crypto other = CryptoProvider.tested(new SimDisk(), clock);
    private final Identity server = one.identity(NETWORK);
    private final Identity node = other.identity(NETWORK);
    private final MemoryStore serverStore = new MemoryStore(clock);
    private final MemoryStore nodeStore = new MemoryStore(clock);
    private final ThreadScheduler scheduler = new ThreadScheduler();
    private final Pool serverPool = pool(one, serverStore);
    private final Pool nodePool = pool(other, nodeStore);
    private final CallsOverTcp calls;
    private final Server serving;
    private final Subscribers subscribers;
    private final Thread pump;
    private final AtomicLong raw = new AtomicLong();
    private final AtomicLong conditioned = new AtomicLong();
    private volatile boolean over;
    private volatile RuntimeException failure;

    /** Makes batches one after the other, each with bytes of its own. */
    @FunctionalInterface
    interface Making {
        List<Batch> next(Crypto crypto);
    }

    /** All of it: a device's windows are tested and conditioned. */
    static RandomDelivery ofSamples(Conditioning setting) throws IOException {
        Crypto[] used = new Crypto[1];
        StandardTests tests = RandomWork.tests();
        XorRefinery refinery = RandomWork.refinery(() -> used[0], setting);
        RandomDevice device = new RandomDevice(4);
        return new RandomDelivery(crypto -> {
            used[0] = crypto;
            return RandomWork.refine(tests, refinery, device.next());
        });
    }

    /** Delivery alone: conditioned bytes are there as fast as they are wanted, labelled as those of one window. */
    static RandomDelivery ofReadyBytes() throws IOException {
        byte[] ready = new byte[RandomDevice.WINDOW];
        Batch[] first = new Batch[1];
        return new RandomDelivery(crypto -> {
            if (first[0] == null) {
                XorRefinery refinery = RandomWork.refinery(() -> crypto, Conditioning.DENSE);
                first[0] = RandomWork.refine(RandomWork.tests(), refinery, new RandomDevice(5).next())
                        .get(0);
            }
            return List.of(new Batch(first[0].header(), ready.clone()));
        });
    }

    private RandomDelivery(Making making) throws IOException {
        serving = new Server(
                new Server.Parts(() -> one, () -> server, clock, any -> true),
                serverPool,
                new Cursor(map(serverStore, "cursors"), "server", STEP, Server.cursorFloor(clock)),
                new ServerSettings(Serve.LISTED, 4, 3_600_000, 10_000_000_000L, QUOTA, 20, 6));
        calls = new CallsOverTcp(node.nodeId(), serving::serve);
        subscribers = new Subscribers(
                new Subscribers.Parts(
                        () -> calls,
                        () -> other,
                        () -> node,
                        map(nodeStore, "cursors"),
                        map(nodeStore, "subscriptions"),
                        scheduler,
                        clock),
                nodePool,
                SubscriberSettings.STANDARD);
        pump = new Thread(() -> pump(making), "bench-pump");
        pump.setDaemon(true);
        pump.start();
        subscribers.subscribe(server.nodeId());
    }

    private static Supplier<StoreMap> map(MemoryStore store, String name) {
        return () -> store.namespace("qrng").map(name);
    }

    private Pool pool(Crypto crypto, MemoryStore store) {
        return new Pool(
                clock,
                new Cursor(map(store, "cursors"), "node", STEP, 0),
                new DegradedBytes(() -> crypto, clock),
                () -> true,
                POOL);
    }

    private void pump(Making making) {
        try {
            while (!over) {
                for (Batch batch : making.next(one)) {
                    int length = batch.bytes().length;
                    while (!over && !serverPool.offer(batch, 100)) {
                        // Full: whoever takes is slower.
                    }
                    conditioned.addAndGet(length);
                }
                raw.addAndGet(RandomDevice.WINDOW);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failed) {
            failure = failed;
        }
    }

    /** Returns the bytes that whoever takes at the other node got, MB a second; what lay ready is taken first. */
    double megabytes(long ns) {
        for (long ready = 0; ready < READY; ) {
            ready += take();
        }
        long began = System.nanoTime();
        long taken = 0;
        while (System.nanoTime() - began < ns) {
            taken += take();
        }
        return taken * 1e3 / (System.nanoTime() - began);
    }

    private int take() {
        if (failure != null) {
            throw failure;
        }
        try {
            return nodePool.take("bench", PORTION, false, TimeUnit.SECONDS.toMillis(20))
                    .bytes()
                    .length;
        } catch (QGateException none) {
            throw new IllegalStateException("no bytes came: " + subscribers.list(), none);
        }
    }

    /** Returns how many samples went in for each byte that came out, so far. */
    double samplesPerByte() {
        return (double) raw.get() / conditioned.get();
    }

    @Override
    public void close() throws IOException {
        over = true;
        try {
            pump.join();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt(); // the pump is a daemon and sees that it is over
        }
        subscribers.close();
        serving.close();
        calls.close();
        serverPool.close();
        nodePool.close();
        scheduler.close();
    }
}
