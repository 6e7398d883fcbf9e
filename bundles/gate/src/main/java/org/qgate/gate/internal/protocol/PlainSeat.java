package org.qgate.gate.internal.protocol;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.qgate.api.base.Workers;

/** A seat: lets visits in to whoever sits on it. Thread-safe. */
final class PlainSeat implements Seats.Seat {
    /** How many streams and calls wait at a closed gate. */
    private static final int MOST_WAITING = 1_024;

    private final SeatBoard board;
    private final PortDesk desk;
    private final ServiceGate gate;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile Servers servers = new Servers(new Nobody(), Map.of(), Map.of());

    PlainSeat(SeatBoard board, PortDesk desk, ServiceGate gate) {
        this.board = board;
        this.desk = desk;
        this.gate = gate;
    }

    @Override
    public ServiceGate gate() {
        return gate;
    }

    @Override
    public void put(Servers next) {
        board.put(this, next.protocols(), () -> servers = next);
    }

    @Override
    public void close() {
        board.put(this, Set.of(), () -> servers = new Servers(new Nobody(), Map.of(), Map.of()));
    }

    /** Whether a protocol is one of calls, as far as is known now. */
    boolean takesCalls(String protocol) {
        return servers.calls().containsKey(protocol);
    }

    /** Lets a visit in, now or as soon as the gate opens. */
    void admit(Visit visit) {
        long pass = gate.tryEnter();
        if (pass != ServiceGate.NONE) {
            visit.entered(servers, pass);
        } else if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            visit.refused();
        } else {
            new Wait(visit).begin();
        }
    }

    /** One visit that waits before the gate. */
    private final class Wait implements Runnable {
        private final Visit visit;
        private final AtomicBoolean settled = new AtomicBoolean();

        Wait(Visit visit) {
            this.visit = visit;
        }

        void begin() {
            run();
            if (!settled.get() && !desk.after(WAIT_MS, this::tooLate)) {
                tooLate();
            }
        }

        /** The gate opened, or may be open. */
        @Override
        public void run() {
            boolean again = true;
            while (again && !settled.get()) {
                long pass = gate.tryEnter();
                again = pass == ServiceGate.NONE && !gate.whenOpen(this);
                if (pass != ServiceGate.NONE) {
                    enter(pass);
                }
            }
        }

        private void enter(long pass) {
            if (settle()) {
                visit.entered(servers, pass);
            } else {
                gate.leave(pass);
            }
        }

        private void tooLate() {
            if (settle()) {
                gate.forget(this);
                visit.refused();
            }
        }

        private boolean settle() {
            boolean first = settled.compareAndSet(false, true);
            if (first) {
                waiting.decrementAndGet();
            }
            return first;
        }
    }

    /** Takes nothing. */
    private static final class Nobody implements Workers {
        @Override
        public boolean offer(Runnable task) {
            return false;
        }

        @Override
        public int queued() {
            return 0;
        }

        @Override
        public void close() {
            // nothing to end
        }
    }
}
