package org.qgate.kernel.internal.node;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Supplier;
import org.qgate.api.base.Clock;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.transport.Lease;
import org.qgate.kernel.internal.Counter;
import org.qgate.kernel.internal.Env;
import org.qgate.kernel.internal.Offload;
import org.qgate.kernel.internal.PortSink;

/** The world as the running node has it. */
final class LoopEnv implements Env {
    private final Clock clock;
    private final Supplier<Crypto> crypto;
    private final Turns turns = new Turns();
    private final PortTable table;
    private final AtomicLongArray counters = new AtomicLongArray(Counter.values().length);
    private Lease lease;
    private Offload offload;

    LoopEnv(Clock clock, Supplier<Crypto> crypto, PortTable.Accepted accepted) {
        this.clock = clock;
        this.crypto = crypto;
        this.table = new PortTable(turns, accepted);
    }

    /** Completes the construction: a lease needs the table, and the workers need the lease. Before {@link Lease#open}. */
    void complete(Lease claimed, Offload workers) {
        lease = claimed;
        offload = workers;
    }

    PortTable table() {
        return table;
    }

    /** Runs a task on the loop as a turn of its own. Thread-safe. */
    void execute(Runnable task) {
        lease.execute(() -> turn(task));
    }

    /** Runs a call of another bundle, on the loop already, as a turn of its own unless it is inside one. */
    void turn(Runnable task) {
        turns.begin();
        try {
            task.run();
        } finally {
            turns.end();
        }
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public Lease ports() {
        return lease;
    }

    @Override
    public Crypto crypto() {
        return crypto.get();
    }

    @Override
    public Offload offload() {
        return offload;
    }

    @Override
    public void attach(long port, PortSink sink) {
        table.attach(port, sink);
    }

    @Override
    public void atTurnEnd(Runnable flush) {
        turns.atEnd(flush);
    }

    @Override
    public Timer after(long delayMs, Runnable task) {
        return new LoopTimer(delayMs, task);
    }

    @Override
    public void count(Counter counter, long amount) {
        counters.addAndGet(counter.ordinal(), amount);
    }

    /** Returns a counter's value. Thread-safe. */
    long counted(Counter counter) {
        return counters.get(counter.ordinal());
    }

    /** Returns all counters, in the order of their names' declaration. */
    List<Long> counted() {
        List<Long> values = new ArrayList<>();
        for (int i = 0; i < counters.length(); i++) {
            values.add(counters.get(i));
        }
        return values;
    }

    /** Goes on counting from what another instance counted; counters that it did not know begin at zero. */
    void counted(List<Long> before) {
        for (int i = 0; i < Math.min(counters.length(), before.size()); i++) {
            counters.set(i, before.get(i));
        }
    }

    /** One timer; knows what is left of it. */
    private final class LoopTimer implements Timer {
        private final long dueNs;
        private final long number;
        private boolean over;

        LoopTimer(long delayMs, Runnable task) {
            dueNs = clock.monoNs() + delayMs * 1_000_000;
            number = lease.schedule(delayMs, () -> {
                over = true;
                turn(task);
            });
        }

        @Override
        public void cancel() {
            if (!over) {
                over = true;
                lease.cancel(number);
            }
        }

        @Override
        public long remainingMs() {
            return over ? 0 : Math.max(0, (dueNs - clock.monoNs()) / 1_000_000);
        }
    }
}
