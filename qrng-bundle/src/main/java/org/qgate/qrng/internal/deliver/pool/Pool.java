package org.qgate.qrng.internal.deliver.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.qgate.api.base.Clock;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;
import org.qgate.api.qrng.PoolInfo;
import org.qgate.api.qrng.Portion;
import org.qgate.api.qrng.QuantumPool;
import org.qgate.qrng.internal.flow.Batch;
import org.qgate.qrng.internal.flow.Degraded;
import org.qgate.qrng.internal.flow.Stock;

/**
 * What lies ready, and who gets it: each byte goes to one taker, and is wiped here once that one has it. Takers wait for
 * bytes, not for a source: when one dies the others serve whoever waits. Consumers share by bytes ({@link Turns}). When
 * there is not enough and no source is healthy a taker that allowed it gets degraded bytes at once. Thread-safe.
 *
 * <p>Wiring: offer it as {@link QuantumPool} and as the {@link Stock} of pumps and subscribers; {@link #freeze} before an
 * update or {@link #close} at the end, after which whoever waits or asks gets QG-QRN-0008, which means that nothing of it
 * happened.
 */
public final class Pool implements Stock, QuantumPool, AutoCloseable {
    /** How often a taker that allows degraded bytes looks whether a source is healthy. */
    private static final long LOOK_NS = 100_000_000;

    private static final int DEGRADED_AT_ONCE = 65_536;

    private final Clock clock;
    private final Cursor cursor;
    private final Degraded degradedBytes;
    private final BooleanSupplier healthy;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Shelf shelf = new Shelf();
    private final Turns turns = new Turns();
    private PoolSettings settings;
    private volatile boolean closed;
    private long made;
    private long taken;
    private long burnt;

    /**
     * Makes an empty one.
     *
     * @param cursor numbers what this node hands out: durable before it leaves
     * @param degradedBytes where bytes come from when no source is healthy
     * @param healthy whether any device of this node or any server gives bytes now; quick, and waits for no lock
     */
    public Pool(Clock clock, Cursor cursor, Degraded degradedBytes, BooleanSupplier healthy, PoolSettings settings) {
        this.clock = clock;
        this.cursor = cursor;
        this.degradedBytes = degradedBytes;
        this.healthy = healthy;
        this.settings = settings;
    }

    /** Takes other bounds from now on; what lies ready beyond them stays. */
    public void configure(PoolSettings next) {
        locked(() -> {
            settings = next;
            room.signalAll();
            return null;
        });
    }

    /** {@inheritDoc} The batch's array is the pool's afterwards: it is wiped as it is used. */
    @Override
    public boolean offer(Batch batch, long atMostMs) throws InterruptedException {
        if (batch.bytes().length == 0) {
            return true;
        }
        long leftNs = TimeUnit.MILLISECONDS.toNanos(atMostMs);
        lock.lockInterruptibly();
        try {
            while (!closed && roomFor(Shelf.origin(batch.header())) <= 0) {
                if (leftNs <= 0) {
                    return false;
                }
                leftNs = room.awaitNanos(leftNs);
            }
            if (closed) {
                return false;
            }
            put(batch);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void put(Batch batch) {
        shelf.add(batch, clock.monoNs());
        made += batch.bytes().length;
        serve();
    }

    private long roomFor(String origin) {
        return shelf.room(origin, settings.capacityBytes(), clock.monoNs());
    }

    /** Returns whether it was closed or frozen: it takes and gives nothing any more. */
    public boolean isClosed() {
        return closed;
    }

    /**
     * Waits until an origin's share has room again, a quarter of it at least.
     *
     * @param origin as {@link PoolInfo.Share} has it
     * @return how many bytes; 0 when there was none in time, or the pool is closed
     */
    public long awaitRoom(String origin, long atMostMs) throws InterruptedException {
        long leftNs = TimeUnit.MILLISECONDS.toNanos(atMostMs);
        lock.lockInterruptibly();
        try {
            while (!closed) {
                long free = roomFor(origin);
                if (free >= settings.capacityBytes() / 4 || free >= QuantumPool.MOST) {
                    return free;
                }
                if (leftNs <= 0) {
                    return 0;
                }
                leftNs = room.awaitNanos(leftNs);
            }
            return 0;
        } finally {
            lock.unlock();
        }
    }

    private void serve() {
        List<Turns.Request> got = turns.serve(shelf);
        for (Turns.Request each : got) {
            taken += each.granted.stream().mapToLong(Slice::length).sum();
            each.told.signal();
        }
        if (!got.isEmpty()) {
            room.signalAll();
        }
    }

    @Override
    public Portion take(String consumer, int count, boolean degraded, long atMostMs) {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("count " + count + ", allowed: 1 to " + MOST);
        }
        List<Slice> slices = draw(consumer, count, count, false, degraded, atMostMs);
        if (slices.isEmpty()) {
            slices = degraded(consumer, count);
        }
        return handOut(slices, count);
    }

    /** Nothing leaves before the cursor says that it did: what cannot be noted is burnt. */
    private Portion handOut(List<Slice> slices, int count) {
        try {
            cursor.advance(count);
        } catch (RuntimeException failed) {
            slices.forEach(Slice::wipe);
            locked(() -> burnt += count);
            throw failed;
        }
        byte[] bytes = new byte[count];
        List<Portion.Piece> labels = new ArrayList<>(slices.size());
        int at = 0;
        for (Slice each : slices) {
            System.arraycopy(each.batch().bytes(), each.offset(), bytes, at, each.length());
            labels.add(new Portion.Piece(each.length(), each.header().label()));
            each.wipe();
            at += each.length();
        }
        return new Portion(bytes, labels);
    }

    private List<Slice> degraded(String consumer, int count) {
        List<Slice> slices = new ArrayList<>();
        for (int left = count; left > 0; ) {
            int length = Math.min(left, DEGRADED_AT_ONCE);
            slices.add(new Slice(degradedBytes.make(length), 0, length));
            left -= length;
        }
        locked(() -> {
            turns.count(consumer, count);
            made += count;
            taken += count;
            return null;
        });
        return slices;
    }

    /**
     * Takes bytes in place, for a server that numbers them itself; waits for them.
     *
     * @param consumer who takes them
     * @param most how many at most; with what is there it is content, from one byte on
     * @return only bytes of this node's own devices
     * @throws QGateException QG-QRN-0020 or 0021 when there were none in time, 0034 when too many wait, 0008 when closed
     */
    public List<Slice> drawOwn(String consumer, int most, long atMostMs) {
        return draw(consumer, 1, most, true, false, atMostMs);
    }

    /** Returns slices, none when degraded bytes are to be given. */
    private List<Slice> draw(String consumer, int least, int most, boolean ownOnly, boolean degraded, long atMostMs) {
        lock.lock();
        try {
            refuse(consumer);
            Turns.Request request = turns.enter(consumer, least, most, ownOnly, lock.newCondition());
            serve();
            return await(request, degraded, TimeUnit.MILLISECONDS.toNanos(atMostMs));
        } finally {
            lock.unlock();
        }
    }

    private void refuse(String consumer) {
        if (closed) {
            throw leaving();
        }
        if (turns.waiting() >= settings.mostWaiting()) {
            throw new QGateException(QrngError.BUSY, turns.waiting() + " wait for random bytes already");
        }
        if (turns.waiting(consumer) >= settings.mostWaitingEach()) {
            throw new QGateException(QrngError.BUSY, turns.waiting(consumer) + " of " + consumer + " wait already");
        }
    }

    private List<Slice> await(Turns.Request request, boolean degraded, long atMostNs) {
        long leftNs = atMostNs;
        try {
            while (request.granted == null) {
                if (closed) {
                    throw leaving();
                }
                if (degraded && (leftNs <= 0 || !healthy.getAsBoolean())) {
                    return List.of();
                }
                if (leftNs <= 0) {
                    throw late(request);
                }
                long atMost = degraded ? Math.min(leftNs, LOOK_NS) : leftNs;
                leftNs -= atMost - request.told.awaitNanos(atMost);
            }
            return request.granted;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            giveUp(request);
            throw new QGateException(
                    QrngError.EMPTY, "interrupted while waiting for " + request.least + " bytes", stop);
        } finally {
            turns.withdraw(request);
            serve(); // whoever was behind it need not wait any more
        }
    }

    /** A taker that was interrupted after it was served: nobody will use what it got. */
    private void giveUp(Turns.Request request) {
        if (request.granted != null) {
            for (Slice each : request.granted) {
                each.wipe();
                burnt += each.length();
            }
        }
    }

    private QGateException late(Turns.Request request) {
        if (!healthy.getAsBoolean()) {
            return new QGateException(
                    QrngError.NO_HEALTHY_SOURCE,
                    "no source is healthy; " + request.least + " bytes were asked for, " + shelf.bytes() + " are left");
        }
        return new QGateException(
                QrngError.EMPTY, request.least + " bytes were asked for, " + shelf.bytes() + " are there");
    }

    private static QGateException leaving() {
        return new QGateException(QrngError.NOT_READY, "the pool is closed, or hands over to a newer version");
    }

    @Override
    public long burn(String device, long fromWindow) {
        return locked(() -> {
            long bytes = shelf.burn(device, fromWindow);
            burnt += bytes;
            room.signalAll();
            return bytes;
        });
    }

    /** Returns numbers for the operator. */
    public PoolInfo info() {
        boolean source = healthy.getAsBoolean();
        return locked(() -> new PoolInfo(
                shelf.bytes(),
                settings.capacityBytes(),
                made,
                taken,
                burnt,
                turns.waiting(),
                !source,
                shelf.shares(),
                turns.consumers()));
    }

    /** Returns how many requests of a consumer wait now. */
    public int waiting(String consumer) {
        return locked(() -> turns.waiting(consumer));
    }

    /**
     * Ends it for an update and returns what lay ready, for {@link #adopt} of the next one: it is nowhere else then.
     *
     * @param mostBytes how much is carried; the rest is burnt
     */
    public byte[] freeze(int mostBytes) {
        List<Slice> left = locked(() -> {
            closed = true;
            turns.tellAll();
            room.signalAll();
            return shelf.drain();
        });
        byte[] carried = Carried.encode(left, mostBytes);
        left.forEach(Slice::wipe);
        return carried;
    }

    /** Takes over what {@link #freeze} of the one before returned. */
    public void adopt(byte[] carried) {
        List<Batch> batches = Carried.decode(carried);
        locked(() -> {
            batches.forEach(this::put);
            return null;
        });
    }

    /**
     * Ends it; what lies ready is burnt. Idempotent. Asks the store, unlike {@link #freeze}, which runs where nobody may wait: what
     * is settled here after an update is not what the next one has reserved meanwhile.
     */
    @Override
    public void close() {
        locked(() -> {
            closed = true;
            burnt += shelf.bytes();
            shelf.drain().forEach(Slice::wipe);
            turns.tellAll();
            room.signalAll();
            return null;
        });
        cursor.settle();
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
