package org.qgate.qrng.internal.fleet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.qgate.api.base.Clock;
import org.qgate.api.base.Health;
import org.qgate.api.base.HealthReport;
import org.qgate.api.error.CryptoError;
import org.qgate.api.error.QGateException;
import org.qgate.api.qrng.Assessment;
import org.qgate.api.qrng.Construction;
import org.qgate.api.qrng.DeviceState;
import org.qgate.api.qrng.EntropySource;
import org.qgate.api.qrng.Provenance;
import org.qgate.api.qrng.SourceDriver;
import org.qgate.api.qrng.SourceIdentity;
import org.qgate.api.qrng.SourceSpec;
import org.qgate.qrng.internal.flow.Batch;
import org.qgate.qrng.internal.flow.BatchHeader;
import org.qgate.qrng.internal.flow.Finding;
import org.qgate.qrng.internal.flow.Mint;
import org.qgate.qrng.internal.flow.RawWindow;
import org.qgate.qrng.internal.flow.Refinery;
import org.qgate.qrng.internal.flow.Stock;
import org.qgate.qrng.internal.flow.WindowVerdict;
import org.qgate.sim.SimRandom;
import org.qgate.sim.store.MemoryStore;

/** A fleet among stand-ins: threads and store are real enough, time can be moved on, samples pass the refinery unchanged. */
final class Lab implements AutoCloseable, Clock, Stock, Mint, SourceDriver {
    static final long WAIT_MS = 60_000;

    final TestScheduler scheduler = new TestScheduler();
    final MemoryStore store = new MemoryStore(this);
    final Map<String, FakeSource> sources = new ConcurrentHashMap<>();
    final Map<String, SourceDriver> drivers = new ConcurrentHashMap<>(Map.of("lab", this));
    final List<Batch> stock = new ArrayList<>();
    final List<BatchHeader> minted = new CopyOnWriteArrayList<>();
    final List<String> quarantines = new CopyOnWriteArrayList<>();
    final List<String> burns = new CopyOnWriteArrayList<>();
    final List<Long> opened = new CopyOnWriteArrayList<>();
    final Map<String, HealthReport> board = new ConcurrentHashMap<>();
    volatile int capacity = Integer.MAX_VALUE;
    volatile boolean cryptoAbsent;
    volatile double assessed = 7.5;
    /** Runs while something is offered. */
    volatile Runnable offering = () -> {};

    private final AtomicLong offsetNs = new AtomicLong();
    private final AtomicLong forgotten = new AtomicLong();
    Fleet fleet;

    Lab() {
        begin();
    }

    /** Begins a fleet over the same store, as after a start of the process. */
    void begin() {
        fleet = make();
        fleet.start();
    }

    Fleet make() {
        World world = new World(
                this,
                scheduler,
                health(),
                () -> store,
                () -> drivers,
                () -> new SimRandom(1),
                this,
                this,
                spec -> new PassingRefinery(),
                (samples, bits, wallMs) ->
                        new Assessment(wallMs, samples.length, bits, assessed, assessed / bits, assessed, List.of()));
        return new Fleet(world, new FleetSettings(100, 3_600_000));
    }

    private Health health() {
        return new Health() {
            @Override
            public void report(HealthReport report) {
                board.put(report.subsystem(), report);
            }

            @Override
            public void forget(String subsystem) {
                board.remove(subsystem);
            }

            @Override
            public List<HealthReport> reports() {
                return List.copyOf(board.values());
            }
        };
    }

    /** Adds a device of 8 bits and 40,960 samples a second: windows of 4,096, start-up tests of ten. */
    FakeSource add(String name) {
        FakeSource source = new FakeSource(name.hashCode());
        add(name, source);
        return source;
    }

    void add(String name, FakeSource source) {
        sources.put(name, source);
        fleet.add(spec(name));
    }

    static SourceSpec spec(String name) {
        return new SourceSpec(name, "lab", name, Provenance.RAW_DEVICE, 8, 7.0, 40_960, Map.of());
    }

    void pass(long ms) {
        offsetNs.addAndGet(ms * 1_000_000);
    }

    void await(String name, DeviceState state) {
        await(state + " of " + name, () -> fleet.device(name).state() == state);
    }

    void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + WAIT_MS * 1_000_000;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not in time: " + what + "; " + (fleet == null ? "" : fleet.devices()));
            }
            pauseALittle();
        }
    }

    private static void pauseALittle() {
        try {
            TimeUnit.MILLISECONDS.sleep(2);
        } catch (InterruptedException stop) {
            throw new AssertionError(stop);
        }
    }

    long forgotten() {
        return forgotten.get();
    }

    List<Batch> stocked(String device) {
        synchronized (stock) {
            return stock.stream()
                    .filter(each -> each.header().device().equals(device))
                    .toList();
        }
    }

    @Override
    public long wallMs() {
        return 1_700_000_000_000L + monoNs() / 1_000_000;
    }

    @Override
    public long monoNs() {
        return System.nanoTime() + offsetNs.get();
    }

    @Override
    public boolean offer(Batch batch, long atMostMs) throws InterruptedException {
        offering.run();
        synchronized (stock) {
            if (stock.size() >= capacity) {
                stock.wait(atMostMs);
                return false;
            }
            return stock.add(batch);
        }
    }

    @Override
    public long burn(String device, long fromWindow) {
        burns.add(device + " from " + fromWindow);
        synchronized (stock) {
            stock.removeIf(each ->
                    each.header().device().equals(device) && each.header().window() >= fromWindow);
        }
        return 0;
    }

    @Override
    public String stream() {
        return "";
    }

    @Override
    public void made(BatchHeader batch) {
        minted.add(batch);
    }

    @Override
    public void discarded(String device, long window, List<Finding> findings) {}

    @Override
    public void quarantined(String device, long lastClean, long window, Finding finding) {
        quarantines.add(device + " " + finding.code() + " " + (lastClean <= window));
    }

    @Override
    public String scheme() {
        return "lab";
    }

    @Override
    public String description() {
        return "sources of a test";
    }

    @Override
    public void check(SourceSpec spec) {}

    @Override
    public EntropySource open(SourceSpec spec, long readBefore) {
        opened.add(readBefore);
        return sources.get(spec.location()).opened(readBefore);
    }

    @Override
    public void close() {
        fleet.close();
        scheduler.close();
    }

    /** Samples are the bytes. */
    private final class PassingRefinery implements Refinery {
        @Override
        public List<Batch> refine(
                RawWindow window, WindowVerdict verdict, SourceIdentity who, Provenance provenance, double minEntropy) {
            if (cryptoAbsent) {
                throw new QGateException(CryptoError.NO_PROVIDER, "for a moment");
            }
            BatchHeader header = new BatchHeader(
                    Optional.empty(),
                    window.device(),
                    new byte[32],
                    new byte[32],
                    provenance,
                    window.number(),
                    verdict.statistics(),
                    window.samples().length,
                    minEntropy,
                    "none",
                    Construction.RBG3_XOR,
                    false,
                    "",
                    window.startedWallMs(),
                    window.endedWallMs(),
                    new byte[64]);
            byte[] copy = Arrays.copyOf(window.samples(), window.samples().length);
            return List.of(new Batch(header, copy));
        }

        @Override
        public void forget() {
            forgotten.incrementAndGet();
        }
    }
}
