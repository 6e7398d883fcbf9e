package org.qgate.qrng.internal.fleet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.qgate.api.error.QrngError;
import org.qgate.api.qrng.Assessment;
import org.qgate.api.qrng.DeviceInfo;
import org.qgate.api.qrng.DeviceState;
import org.qgate.api.qrng.Minute;
import org.qgate.api.qrng.Provenance;
import org.qgate.api.qrng.SourceIdentity;
import org.qgate.api.qrng.SourceSpec;
import org.qgate.qrng.internal.assess.ClaimCheck;
import org.qgate.qrng.internal.flow.Finding;
import org.qgate.qrng.internal.flow.WindowVerdict;
import org.qgate.qrng.internal.health.StandardTests;

/**
 * One device: its state, numbers and tests under one lock. Whatever uses its bytes does so under the lock, so that nothing
 * leaves once it is quarantined. Thread-safe.
 */
final class Device {
    private static final int SMALLEST_WINDOW = 4 << 10;
    private static final int LARGEST_WINDOW = 512 << 10;
    /** A fault may have begun unseen in so many samples before the window that shows it: as many as a bias of a tenth takes. */
    private static final int UNSEEN_SAMPLES = 192 << 10;
    /** Two assessments of one sound device differ by less. */
    private static final double TOLERANCE = 0.95;

    private static final long VIEW_MS = 50;

    final SourceSpec spec;
    final ReentrantLock lock = new ReentrantLock();
    final Counters counters = new Counters();
    final Progress progress;
    final DeviceRecord kept = new DeviceRecord(this);

    private final World world;
    private final AlertBook alerts;
    private final Condition changed = lock.newCondition();
    private final DeviceMachine machine;
    private final Minutes minutes = new Minutes();
    private final List<Collector> collectors = new ArrayList<>();
    private final StandardTests tests;
    private final HealthLine line;
    private SourceIdentity identity;
    private Provenance provenance;
    private Optional<Assessment> assessment = Optional.empty();
    private long sinceWallMs;
    private volatile DeviceInfo seen;
    private final AtomicBoolean askAgain = new AtomicBoolean();
    private final AtomicBoolean openAnew = new AtomicBoolean();
    private volatile int epoch;
    /** Whether the record in the store is old. */
    final AtomicBoolean dirty = new AtomicBoolean(true);

    Device(SourceSpec spec, World world, AlertBook alerts, StandardTests tests) {
        this.spec = spec;
        this.world = world;
        this.alerts = alerts;
        this.tests = tests;
        int window = windowSamples(spec);
        progress = new Progress(window, spec.samplesPerSecond());
        machine = new DeviceMachine(StandardTests.startUpSamples(spec), Math.max(1, UNSEEN_SAMPLES / window));
        line = new HealthLine(world.health(), spec.name());
        identity = SourceIdentity.UNKNOWN;
        provenance = spec.provenance();
        sinceWallMs = world.clock().wallMs();
        seen = info();
    }

    /** About a tenth of a second, a power of two. */
    static int windowSamples(SourceSpec spec) {
        long tenth = Math.max(1, spec.samplesPerSecond() / 10);
        return (int) Math.max(SMALLEST_WINDOW, Math.min(LARGEST_WINDOW, Long.highestOneBit(tenth)));
    }

    String name() {
        return spec.name();
    }

    StandardTests tests() {
        return tests;
    }

    DeviceMachine machine() {
        return machine;
    }

    SourceIdentity identity() {
        return identity;
    }

    Provenance provenance() {
        return provenance;
    }

    /** Returns whether the device is to be asked who it is, whenever it was asked last; once. */
    boolean takeAskAgain() {
        return askAgain.getAndSet(false);
    }

    /** Returns whether it was released: what its driver read ahead before that says nothing of it now; once. */
    boolean takeOpenAnew() {
        return openAnew.getAndSet(false);
    }

    /** Changes when whatever was read before may not be used any more. */
    int epoch() {
        return epoch;
    }

    /** The device says who it is and what its bytes are at most. */
    void known(SourceIdentity who, Provenance atMost) {
        identity = who;
        Provenance lower = atMost.code() > spec.provenance().code() ? atMost : spec.provenance();
        provenance = who.simulated() && lower != Provenance.REPLAY ? Provenance.SIMULATED : lower;
        dirty.set(true);
    }

    /** Takes what happened and does what follows. The lock is held. */
    Set<DeviceEffect> apply(DeviceEvent event) {
        DeviceState before = machine.state();
        Finding reason = machine.finding();
        Set<DeviceEffect> effects = machine.apply(event, world.clock().monoNs());
        long now = world.clock().wallMs();
        if (effects.contains(DeviceEffect.RESET)) {
            tests.reset();
            askAgain.set(true); // nobody is healthy again who is another
            openAnew.compareAndSet(false, event instanceof DeviceEvent.Release);
        }
        if (effects.contains(DeviceEffect.QUARANTINE)) {
            quarantined(event, now);
        }
        if (effects.contains(DeviceEffect.ALERT)) {
            counters.found(machine.finding().code());
            alerts.raise(name(), machine.finding(), now);
        }
        if (effects.contains(DeviceEffect.CLEAR)) {
            alerts.clearBut(name(), QrngError.LOW_ENTROPY.id(), now);
        }
        if (before != machine.state() || reason != machine.finding()) {
            sinceWallMs = before == machine.state() ? sinceWallMs : now;
            dirty.set(true);
            minutes.add(now, world.clock().monoNs(), 0, 0, machine.state());
            line.say(machine.state(), machine.finding());
        }
        changed.signalAll();
        return effects;
    }

    private void quarantined(DeviceEvent event, long now) {
        epoch++;
        counters.quarantines++;
        if (!(event instanceof DeviceEvent.Window)) {
            counters.found(machine.finding().code()); // a window's findings are counted with it
        }
        long certain = machine.certain();
        world.stock().burn(name(), certain + 1);
        world.mint().quarantined(name(), certain, Math.max(certain, progress.nextWindow() - 1), machine.finding());
        alerts.raise(name(), machine.finding(), now);
        FleetLog.quarantined(name(), machine.finding(), certain);
    }

    /** Counts a judged window; returns what is to be done with it. The lock is held. */
    Set<DeviceEffect> judged(long window, byte[] samples, WindowVerdict verdict) {
        boolean used = machine.usable();
        counters.windows++;
        verdict.findings().forEach(each -> counters.found(each.code()));
        List.copyOf(collectors).forEach(each -> each.add(samples));
        Set<DeviceEffect> effects = apply(new DeviceEvent.Window(window, samples.length, verdict));
        if (!verdict.clean()) {
            counters.discarded++;
            minutes.add(world.clock().wallMs(), world.clock().monoNs(), 0, 1, machine.state());
            if (used && machine.usable()) {
                world.mint().discarded(name(), window, verdict.findings());
            }
        }
        return effects;
    }

    /** Counts samples as they come. The lock is held. */
    void read(int samples) {
        counters.samples += samples;
        progress.read(samples);
        minutes.add(world.clock().wallMs(), world.clock().monoNs(), samples, 0, machine.state());
    }

    /** Waits for a change. */
    void pause(long atMostMs) throws InterruptedException {
        lock.lock();
        try {
            changed.await(atMostMs, TimeUnit.MILLISECONDS);
        } finally {
            lock.unlock();
        }
    }

    /** Wakes who pauses. */
    void wake() {
        locked(changed::signalAll);
    }

    void collect(Collector into) {
        collectors.add(into);
        changed.signalAll();
    }

    void collectNoMore(Collector into) {
        collectors.remove(into);
    }

    /** Returns whether somebody waits for samples, so that reading does not rest. */
    boolean wanted() {
        return machine.state() == DeviceState.STARTUP || collectors.stream().anyMatch(each -> !each.full());
    }

    /** What was measured counts from now on. The lock is held. */
    void assessed(Assessment measured) {
        assessment = Optional.of(measured);
        dirty.set(true);
        ClaimCheck check = ClaimCheck.of(spec.claimedMinEntropy(), measured);
        if (measured.assessed() >= TOLERANCE * spec.claimedMinEntropy()) {
            alerts.clear(name(), QrngError.LOW_ENTROPY.id(), world.clock().wallMs());
            return;
        }
        Finding low = new Finding(QrngError.LOW_ENTROPY, check.sentence(), true);
        if (check.refuted() && machine.usable()) {
            apply(new DeviceEvent.Fault(low, Long.MAX_VALUE));
        } else {
            alerts.raise(name(), low, world.clock().wallMs());
        }
    }

    /** Returns what is credited to a sample, bits. */
    double credited() {
        return assessment
                .map(each -> Math.min(each.assessed(), spec.claimedMinEntropy()))
                .orElse(spec.claimedMinEntropy());
    }

    /** Waits for a state; returns whether it came. */
    boolean await(Predicate<DeviceMachine> wanted, long atMostMs) {
        long left = TimeUnit.MILLISECONDS.toNanos(atMostMs);
        lock.lock();
        try {
            while (!wanted.test(machine) && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return wanted.test(machine);
    }

    void locked(Runnable task) {
        locked(() -> {
            task.run();
            return null;
        });
    }

    <T> T locked(Supplier<T> task) {
        lock.lock();
        try {
            return task.get();
        } finally {
            lock.unlock();
        }
    }

    void forgetHealth() {
        line.forget();
    }

    /**
     * Returns what is known, or what was known a moment ago while the reader holds the lock: the reader offers to the stock and
     * tells the mint under it, and either may ask.
     */
    DeviceInfo view() {
        boolean held = false;
        try {
            held = lock.tryLock(VIEW_MS, TimeUnit.MILLISECONDS);
            if (held) {
                seen = info();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            if (held) {
                lock.unlock();
            }
        }
        return seen;
    }

    DeviceInfo info() {
        Finding why = machine.finding();
        return new DeviceInfo(
                spec,
                identity,
                provenance,
                machine.state(),
                why == null ? "" : why.code().id() + " " + why.cause(),
                sinceWallMs,
                counters.samples,
                counters.windows,
                counters.discarded,
                counters.repetitions,
                counters.proportions,
                counters.stalls,
                counters.duplicates,
                counters.identityChanges,
                counters.quarantines,
                counters.deliveredBytes,
                minutes.perSecond(world.clock().monoNs()),
                credited(),
                assessment);
    }

    List<Minute> lastHour() {
        return minutes.lastHour(world.clock().wallMs());
    }

    /** Returns what the store keeps: enough that nothing is read twice, and that a quarantine outlives the process. */
    Map<String, Object> record() {
        Map<String, Object> out = new HashMap<>();
        out.put("spec", Kept.of(spec));
        out.put("counters", counters.freeze());
        out.put("expected", Kept.of(tests.expected()));
        out.put("provenance", (long) provenance.code());
        out.put("sinceWallMs", sinceWallMs);
        assessment.ifPresent(each -> out.put("assessment", Kept.of(each)));
        if (machine.state() == DeviceState.QUARANTINED) {
            out.put("code", machine.finding().code().name());
            out.put("cause", machine.finding().cause());
        }
        progress.record(out);
        return out;
    }

    /** Takes what the store kept. */
    void restore(Plain in) {
        restoreNumbers(in);
        progress.restore(in);
        machine.after(progress.nextWindow() - 1);
        if (in.has("code")) {
            Finding why = new Finding(QrngError.valueOf(in.text("code")), in.text("cause"), true);
            machine.quarantined(why, world.clock().monoNs());
            line.say(machine.state(), why);
        } else {
            sinceWallMs = world.clock().wallMs();
        }
    }

    private void restoreNumbers(Plain in) {
        counters.thaw(new Plain(in.map("counters")));
        identity = Kept.identity(in.map("expected"));
        if (!identity.equals(SourceIdentity.UNKNOWN)) {
            tests.expect(identity);
        }
        provenance = Provenance.of((int) in.number("provenance"));
        sinceWallMs = in.number("sinceWallMs");
        assessment = Kept.assessment(in);
    }

    /** Returns all there is, for another version. The lock is held. */
    Map<String, Object> freeze() {
        Map<String, Object> out = record();
        out.put("machine", machine.freeze());
        out.put("tests", tests.freeze());
        out.put("minutes", minutes.freeze());
        progress.freeze(out);
        return out;
    }

    /** Takes what another version gave; what it says of tests was read already. */
    void thaw(Plain in) {
        restoreNumbers(in);
        progress.thaw(in);
        machine.thaw(in.map("machine"));
        minutes.thaw(in.bytes("minutes"));
        line.say(machine.state(), machine.finding());
    }
}
