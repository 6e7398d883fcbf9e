package org.qgate.sim;

import java.util.ArrayList;
import java.util.List;
import org.qgate.api.base.Clock;
import org.qgate.api.base.CurrentFactory;
import org.qgate.api.base.Scheduler;
import org.qgate.api.base.StateFolder;
import org.qgate.api.net.IpAddress;
import org.qgate.sim.store.MemoryStore;

/**
 * One simulated machine: the services of the bedrock over virtual time. {@link #kill} ends its process, {@link #restart}
 * begins a new one with the same disk.
 */
public final class SimHost {
    /** 2026-11-20T00:00:00Z: where every world's wall clock begins. */
    private static final long EPOCH_MS = 1_795_132_800_000L;

    private static final long MILLION = 1_000_000;

    private final SimWorld world;
    private final int index;
    private final List<IpAddress> addresses;
    private final SimRandom random;
    private final SimNames names = new SimNames();
    private final SimDisk disk = new SimDisk();
    private final List<Throwable> failures = new ArrayList<>();
    private final List<Runnable> held = new ArrayList<>();
    private boolean holding;
    private final Clock clock;
    private final MemoryStore store;
    private long clockOffsetMs;
    private long driftPpm;
    private long driftFromNs;
    private long driftFromLocalNs;
    private int incarnation;
    private boolean alive = true;
    private SimPorts ports;
    private SimScheduler scheduler;
    private SimHealth health;
    private SimAudit audit;

    SimHost(SimWorld world, int index, List<IpAddress> addresses) {
        this.world = world;
        this.index = index;
        this.addresses = addresses;
        this.random = new SimRandom(new SimRandom(world.seed() ^ 0x5851f42d4c957f2dL * (index + 1)).next());
        this.clock = new HostClock();
        this.store = new MemoryStore(clock);
        begin();
    }

    private void begin() {
        ports = new SimPorts(this);
        scheduler = new SimScheduler(this);
        health = new SimHealth();
        audit = new SimAudit();
    }

    /** Returns its sockets. */
    public SimPorts ports() {
        return ports;
    }

    /** Returns its clock: wall time with this host's error, monotonic time from an arbitrary start. */
    public Clock clock() {
        return clock;
    }

    /** Returns its disk. */
    public StateFolder state() {
        return disk;
    }

    /** Returns its disk, to inject faults. */
    public SimDisk disk() {
        return disk;
    }

    /** Returns what it keeps in its store; survives its process. */
    public MemoryStore store() {
        return store;
    }

    /** Returns timers and workers that run as later events. */
    public Scheduler scheduler() {
        return scheduler;
    }

    /** Returns the health board. */
    public SimHealth health() {
        return health;
    }

    /** Returns the audit record. */
    public SimAudit audit() {
        return audit;
    }

    /** Returns a factory of cells that never block: an empty one refuses at once. */
    public CurrentFactory current() {
        return SimCurrent::cell;
    }

    /** Returns this host's repeatable random source. */
    public SimRandom random() {
        return random;
    }

    /** Returns the table that names are resolved from. */
    public SimNames names() {
        return names;
    }

    /** Returns the first address. */
    public IpAddress address() {
        return addresses.get(0);
    }

    /** Returns all addresses. */
    public List<IpAddress> addresses() {
        return addresses;
    }

    /** Sets the error of its wall clock; positive when it is ahead. What it measures and its timers are not touched. */
    public void clockOffsetMs(long offsetMs) {
        clockOffsetMs = offsetMs;
    }

    /** Steps its wall clock, as who sets it by hand does; positive is forward. */
    public void stepClockMs(long byMs) {
        clockOffsetMs += byMs;
    }

    /** Sets by how many parts of a million both its clocks and its timers run too fast; negative when too slow. */
    public void clockDriftPpm(long ppm) {
        if (Math.abs(ppm) > MILLION / 2) {
            throw new IllegalArgumentException("a clock that is off by more than half is broken, not drifting: " + ppm);
        }
        driftFromLocalNs = localNs();
        driftFromNs = world.nowNs();
        driftPpm = ppm;
    }

    /** Returns what its own oscillator measured since the world began. */
    private long localNs() {
        long ns = world.nowNs() - driftFromNs;
        return driftFromLocalNs + ns + ns / MILLION * driftPpm + ns % MILLION * driftPpm / MILLION;
    }

    /** Returns how long something takes that lasts so long by its own clock; never too short by that clock. */
    private long worldNs(long ownNs) {
        return driftPpm == 0 ? ownNs : (long) Math.ceil(ownNs * (double) MILLION / (MILLION + driftPpm));
    }

    /** Returns what handlers and tasks threw. */
    public List<Throwable> failures() {
        return failures;
    }

    /** Whether its process runs. */
    public boolean alive() {
        return alive;
    }

    /** Ends the process: no event of it runs any more, and its neighbours see their connections reset. */
    public void kill() {
        held.clear();
        holding = false;
        ports.die();
        alive = false;
        incarnation++;
    }

    /** Starts a new process with the same disk: everything else is new. */
    public void restart() {
        if (alive) {
            kill();
        }
        alive = true;
        begin();
    }

    /**
     * Stops its event loop, as the barrier of a hand-over does: nothing is delivered to any role and no task runs until
     * {@link #letGo}. What the network brings meanwhile is kept.
     */
    public void hold() {
        holding = true;
    }

    /** Lets its event loop go on: with the tasks that waited, in order, then with what arrived. */
    public void letGo() {
        holding = false;
        List<Runnable> waited = List.copyOf(held);
        held.clear();
        waited.forEach(task -> post(0, task));
        ports.redeliver();
    }

    boolean holding() {
        return holding;
    }

    int index() {
        return index;
    }

    SimWorld world() {
        return world;
    }

    /** Schedules an event of this process; it dies with it. */
    void post(long delayNs, Runnable task) {
        int born = incarnation;
        world.schedule(worldNs(delayNs), () -> {
            if (alive && incarnation == born) {
                runOrHold(task);
            }
        });
    }

    private void runOrHold(Runnable task) {
        if (holding) {
            held.add(task);
        } else {
            task.run();
        }
    }

    /** Runs foreign code and records what it throws. */
    boolean guarded(Runnable task) {
        try {
            task.run();
            return true;
        } catch (RuntimeException thrown) {
            failures.add(thrown);
            world.failed(thrown);
            return false;
        }
    }

    private final class HostClock implements Clock {
        private final long base = random.next() >>> 2;

        @Override
        public long wallMs() {
            return EPOCH_MS + localNs() / 1_000_000 + clockOffsetMs;
        }

        @Override
        public long monoNs() {
            return base + localNs();
        }
    }
}
