package org.qgate.sim;

import java.util.ArrayList;
import java.util.List;
import org.qgate.api.base.Clock;
import org.qgate.api.base.CurrentFactory;
import org.qgate.api.base.Scheduler;
import org.qgate.api.base.StateFolder;
import org.qgate.api.net.IpAddress;

/**
 * One simulated machine: the services of the bedrock over virtual time. {@link #kill} ends its process, {@link #restart}
 * begins a new one with the same disk.
 */
public final class SimHost {
    /** 2026-11-20T00:00:00Z: where every world's wall clock begins. */
    private static final long EPOCH_MS = 1_795_132_800_000L;

    private final SimWorld world;
    private final int index;
    private final List<IpAddress> addresses;
    private final SimRandom random;
    private final SimNames names = new SimNames();
    private final SimDisk disk = new SimDisk();
    private final List<Throwable> failures = new ArrayList<>();
    private final Clock clock;
    private long clockOffsetMs;
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

    /** Sets the error of its wall clock; positive when it is ahead. */
    public void clockOffsetMs(long offsetMs) {
        clockOffsetMs = offsetMs;
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

    int index() {
        return index;
    }

    SimWorld world() {
        return world;
    }

    /** Schedules an event of this process; it dies with it. */
    void post(long delayNs, Runnable task) {
        int born = incarnation;
        world.schedule(delayNs, () -> {
            if (alive && incarnation == born) {
                task.run();
            }
        });
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
            return EPOCH_MS + world.nowMs() + clockOffsetMs;
        }

        @Override
        public long monoNs() {
            return base + world.nowNs();
        }
    }
}
