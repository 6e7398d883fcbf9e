package org.qgate.gate.internal.host;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.qgate.api.base.Workers;
import org.qgate.api.error.QGateException;
import org.qgate.gate.internal.facade.Surroundings;
import org.qgate.gate.internal.process.RemoteService;
import org.qgate.gate.internal.protocol.ServiceGate;

/**
 * Begins the process of an instance again whenever it ends by itself, each time later than before. Its gate is closed meanwhile:
 * calls wait there for a while and are refused then. Thread-safe.
 */
final class Revival {
    private static final long START_MS = 10_000;
    private static final Set<State> REVIVED = EnumSet.of(State.STARTED, State.OPEN, State.PAUSED);

    private final Instance instance;
    private final RemoteService remote;
    private final Surroundings around;
    private final Workers workers;
    private final Supplier<Optional<ServiceGate>> gate;
    private final Backoff backoff = new Backoff();
    private boolean pending;
    private long bornNs;

    /**
     * Begins with one that runs.
     *
     * @param workers wait for processes to begin
     * @param gate of the instance while it is in office
     */
    Revival(
            Instance instance,
            RemoteService remote,
            Surroundings around,
            Workers workers,
            Supplier<Optional<ServiceGate>> gate) {
        this.instance = instance;
        this.remote = remote;
        this.around = around;
        this.workers = workers;
        this.gate = gate;
        bornNs = around.clock().monoNs();
    }

    /** Its process has ended by itself. Quick. */
    void lost() {
        if (!workers.offer(this::down)) {
            instance.note("too many processes end: this one is not begun again");
        }
    }

    private synchronized void down() {
        if (pending || remote.isRunning() || !REVIVED.contains(instance.state()) || instance.isOver()) {
            return; // who begins it knows, or nobody wants it
        }
        pending = true;
        instance.processEnded();
        gate.get().ifPresent(ServiceGate::close);
        later(around.clock().monoNs() - bornNs);
    }

    private void later(long livedNs) {
        long waitMs = backoff.waitMs(livedNs);
        instance.note("its process is begun again in " + waitMs + " ms");
        around.scheduler().schedule("extender revival", waitMs, 0, () -> workers.offer(this::again));
    }

    private void again() {
        if (instance.isOver() || !REVIVED.contains(instance.state())) {
            return;
        }
        try {
            instance.revive(remote, START_MS);
            up();
        } catch (QGateException failed) { // the log has it already
            synchronized (this) {
                later(0);
            }
        }
    }

    private void up() {
        synchronized (this) {
            pending = false;
            bornNs = around.clock().monoNs();
        }
        instance.processBegun();
        if (instance.state() == State.OPEN) {
            gate.get().ifPresent(ServiceGate::open);
        }
        if (!remote.isRunning()) {
            lost(); // while nobody listened
        }
    }
}
