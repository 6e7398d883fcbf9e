package org.qgate.base.internal.swap;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.qgate.api.base.Clock;
import org.qgate.api.base.HealthReport;
import org.qgate.api.base.HealthState;
import org.qgate.api.base.Scheduler;
import org.qgate.api.base.Workers;
import org.qgate.api.update.CoreUpdates;
import org.qgate.api.update.UpdateRecord;
import org.qgate.base.internal.release.CorePackage;
import org.qgate.base.internal.release.Shelf;
import org.qgate.base.internal.release.TestShelves;
import org.qgate.base.internal.work.HealthBoard;
import org.qgate.base.internal.work.NamedThreads;

/** Updates of one node without a framework, a transport or a disk; time passes when the test says so. */
final class UpdateBench implements Clock, Scheduler, Workers {
    static final String KERNEL = "org.qgate.kernel";
    static final String CRYPTO = "org.qgate.crypto";
    static final long PROBATION_MS = 30_000;
    /** Only a step that hangs on purpose ever waits for its bound. */
    private static final Bounds GENEROUS = new Bounds(60_000, 60_000, 60_000, 60_000, 60_000, 60_000, 60_000);

    private final Path folder;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final Map<Object, Runnable> timers = new LinkedHashMap<>();
    private long nowNs = 1;
    /** Whether the worker is busy with something else. */
    boolean held;

    final MemoryFolder state;
    final TestGate gate = new TestGate();
    final HealthBoard health = new HealthBoard();
    final TestCore core;
    final Shelf shelf;
    final CoreUpdates updates;

    /** A node of a distribution with kernel and crypto 1.0.0, on a folder. */
    UpdateBench(Path folder, MemoryFolder state) {
        this(folder, state, GENEROUS, Set.of());
    }

    UpdateBench(Path folder, MemoryFolder state, Bounds bounds) {
        this(folder, state, bounds, Set.of());
    }

    /** A node that could not install some of its bundles. */
    UpdateBench(Path folder, MemoryFolder state, Set<String> missing) {
        this(folder, state, GENEROUS, missing);
    }

    private UpdateBench(Path folder, MemoryFolder state, Bounds bounds, Set<String> missing) {
        shelf = TestShelves.of(folder, state, KERNEL + " 1.0.0 shipped", CRYPTO + " 1.0.0 shipped");
        this.folder = folder;
        this.state = state;
        core = new TestCore(this::made);
        Roster roster = new Roster(core::location);
        core.handOver = roster;
        List<CorePackage> started = new ArrayList<>(TestShelves.atStart(shelf));
        started.removeIf(each -> missing.contains(each.bsn()));
        started.forEach(each -> core.start(each.location(), null));
        updates = new Updates(
                        shelf,
                        roster,
                        state,
                        this,
                        started,
                        new Updates.Node(
                                core,
                                () -> Optional.of(gate),
                                Optional::empty,
                                this,
                                this,
                                health,
                                new NamedThreads("test-step"),
                                PROBATION_MS),
                        bounds)
                .service();
    }

    private TestPart made(String name, String version) {
        TestPart part = new TestPart(name, version, gate);
        if (name.equals(KERNEL)) {
            part.around = List.of(CRYPTO);
        }
        return part;
    }

    /** Returns the part of a version, also of one that was not started yet. */
    TestPart part(String bundle, String version) {
        return core.part("qgate:core/" + bundle + "/" + version);
    }

    /** Puts a package into the folder of releases and updates to it. */
    UpdateRecord update(String bundle, String version) {
        return record(updates.start(request(bundle, version)));
    }

    /** A request for a package with that version. */
    CoreUpdates.Request request(String bundle, String version) {
        return new CoreUpdates.Request(
                null, TestShelves.put(folder.resolve("given"), bundle + " " + version + " next"), true, "tester");
    }

    UpdateRecord record(long id) {
        return updates.record(id).orElseThrow();
    }

    /** Returns what is in office. */
    String current(String bundle) {
        return updates.versions().stream()
                .filter(each -> each.bundle().equals(bundle))
                .filter(each -> each.standing().ordinal() <= 1) // CURRENT or PROBATION
                .map(each -> each.version())
                .findFirst()
                .orElseThrow();
    }

    void says(String subsystem, HealthState state) {
        health.report(new HealthReport(subsystem, state, "", "as the test says", ""));
    }

    /** Lets time pass second by second. */
    void pass(int seconds) {
        for (int second = 0; second < seconds; second++) {
            nowNs += 1_000_000_000;
            List.copyOf(timers.values()).forEach(Runnable::run);
        }
    }

    int timers() {
        return timers.size();
    }

    @Override
    public long wallMs() {
        return nowNs / 1_000_000;
    }

    @Override
    public long monoNs() {
        return nowNs;
    }

    @Override
    public Workers workers(String name, int threads, int queue) {
        return this;
    }

    @Override
    public AutoCloseable schedule(String name, long delayMs, long periodMs, Runnable task) {
        Object key = new Object();
        timers.put(key, task);
        return () -> timers.remove(key);
    }

    @Override
    public boolean offer(Runnable task) {
        waiting.add(task);
        if (!held) {
            work();
        }
        return true;
    }

    /** Does what waits. */
    void work() {
        List<Runnable> now = new ArrayList<>(waiting);
        waiting.clear();
        now.forEach(Runnable::run);
    }

    @Override
    public int queued() {
        return waiting.size();
    }

    @Override
    public void close() {
        waiting.clear();
    }
}
