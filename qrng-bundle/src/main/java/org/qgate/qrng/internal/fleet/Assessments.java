package org.qgate.qrng.internal.fleet;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.qgate.api.base.Workers;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;
import org.qgate.api.qrng.Assessment;

/** Assessments of live samples, at intervals and on demand. Thread-safe. */
final class Assessments implements AutoCloseable {
    /** As SP 800-90B, section 3.1.1, asks for. */
    private static final int SAMPLES = 1_000_000;

    private static final int LEAST = 10_000;
    private static final long COLLECT_MS = 60_000;
    /** The first comes sooner, so that a claim is not just believed for an hour. */
    private static final long FIRST_MS = 60_000;

    private final World world;
    private final Workers workers;
    /** One assessment at a time: each takes up to 200 MB. */
    private final Lock memory = new ReentrantLock();

    private final Map<String, Collector> collecting = new ConcurrentHashMap<>();
    private final Map<String, Long> dueNs = new ConcurrentHashMap<>();
    private volatile long intervalMs;

    Assessments(World world, long intervalMs) {
        this.world = world;
        this.intervalMs = intervalMs;
        workers = world.scheduler().workers("qrng-assess", 1, 128);
    }

    void interval(long nextMs) {
        intervalMs = nextMs;
    }

    /** Begins to collect when it is time, assesses when there is enough. */
    void tick(Device device) {
        long now = world.clock().monoNs();
        Collector collector = collecting.get(device.name());
        if (collector != null) {
            boolean late = now - collector.startedNs() >= intervalMs * 1_000_000 && collector.filled() >= LEAST;
            if (collector.full() || late) {
                begin(device, collector);
            }
            return;
        }
        long due = dueNs.computeIfAbsent(device.name(), fresh -> now + Math.min(FIRST_MS, intervalMs) * 1_000_000);
        if (intervalMs > 0
                && now - due >= 0
                && device.locked(() -> device.machine().usable())) {
            Collector next = new Collector(SAMPLES, now);
            collecting.put(device.name(), next);
            device.locked(() -> device.collect(next));
        }
    }

    private void begin(Device device, Collector collector) {
        boolean queued = workers.offer(() -> {
            try {
                measure(device, collector.samples());
            } catch (RuntimeException failed) {
                FleetLog.notAssessed(device.name(), failed);
            }
        });
        if (queued) {
            device.locked(() -> device.collectNoMore(collector));
            collecting.remove(device.name());
            dueNs.put(device.name(), world.clock().monoNs() + intervalMs * 1_000_000);
        }
    }

    private Assessment measure(Device device, byte[] samples) {
        long wallMs = world.clock().wallMs();
        Assessment measured;
        memory.lock();
        try {
            measured = world.assessor().assess(samples, device.spec.bitsPerSample(), wallMs);
        } finally {
            memory.unlock();
        }
        device.locked(() -> device.assessed(measured));
        return measured;
    }

    /** Collects fresh samples, waits for them, and assesses on the caller's thread. */
    Assessment now(Device device, int samples) {
        if (samples < LEAST || samples > SAMPLES) {
            throw new QGateException(
                    QrngError.BAD_SOURCE, samples + " samples to assess, allowed: " + LEAST + " to " + SAMPLES);
        }
        Collector collector = new Collector(samples, world.clock().monoNs());
        device.locked(() -> device.collect(collector));
        try {
            if (!collector.await(COLLECT_MS)) {
                throw new QGateException(
                        QrngError.TOO_SLOW,
                        "device '" + device.name() + "' gave " + collector.filled() + " of " + samples
                                + " samples in 60 s");
            }
        } finally {
            device.locked(() -> device.collectNoMore(collector));
        }
        return measure(device, collector.samples());
    }

    /** A device is gone. */
    void forget(String device) {
        collecting.remove(device);
        dueNs.remove(device);
    }

    @Override
    public void close() {
        workers.close();
    }
}
