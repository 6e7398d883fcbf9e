package org.qgate.kernel.internal.circuit.relay;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.crypto.HopAnswer;
import org.qgate.api.crypto.Identity;
import org.qgate.api.error.QGateException;
import org.qgate.kernel.internal.Counter;
import org.qgate.kernel.internal.Env;
import org.qgate.kernel.internal.Offload;
import org.qgate.kernel.internal.circuit.cell.DestroyReason;
import org.qgate.kernel.internal.circuit.leg.CellWorks;
import org.qgate.kernel.internal.circuit.leg.Leg;
import org.qgate.kernel.internal.circuit.leg.LegOwner;
import org.qgate.kernel.internal.circuit.leg.Neighbour;
import org.qgate.kernel.internal.circuit.leg.Neighbours;

/**
 * CREATE requests whose answers are not computed yet. A few are with the worker, the rest wait here, links served in
 * turn. When there are too many, the oldest of the link with most is dropped ([CELL-5]): who waited longest has most
 * likely given up, and whoever floods loses only what is their own.
 */
final class PendingHops {
    /** Enough to keep the worker busy; what it has cannot be dropped any more. */
    private static final int WORKING = 4;

    private static final int WAITING = 256;

    private final CellWorks works;
    private final Supplier<Identity> identity;
    private final BiConsumer<Leg, HopAnswer> answered;
    private final Map<Neighbour, ArrayDeque<Hop>> waiting = new LinkedHashMap<>();
    private int waitingCount;
    private int working;

    /**
     * Makes one without requests.
     *
     * @param answered takes an answer and the leg that waits for it
     */
    PendingHops(CellWorks works, Supplier<Identity> identity, BiConsumer<Leg, HopAnswer> answered) {
        this.works = works;
        this.identity = identity;
        this.answered = answered;
    }

    /** Returns how many requests there are. */
    int size() {
        return waitingCount + working;
    }

    /** Takes a request, perhaps at the cost of an older one. */
    void add(Neighbour from, int id, byte[] handshake) {
        waiting.computeIfAbsent(from, link -> new ArrayDeque<>()).add(new Hop(from, id, handshake));
        waitingCount++;
        next();
        if (waitingCount > WAITING) {
            longest().getFirst().refuse(DestroyReason.LIMIT);
        }
    }

    private ArrayDeque<Hop> longest() {
        Collection<ArrayDeque<Hop>> queues = waiting.values();
        return queues.stream().max(Comparator.comparingInt(ArrayDeque::size)).orElseThrow();
    }

    private void next() {
        while (working < WORKING && waitingCount > 0) {
            Neighbour first = waiting.keySet().iterator().next();
            Hop hop = waiting.get(first).getFirst();
            remove(hop);
            ArrayDeque<Hop> others = waiting.remove(first);
            if (others != null) {
                waiting.put(first, others); // behind all other links
            }
            hop.compute();
        }
    }

    private void remove(Hop hop) {
        ArrayDeque<Hop> queue = waiting.get(hop.from);
        if (queue != null && queue.remove(hop)) {
            waitingCount--;
            if (queue.isEmpty()) {
                waiting.remove(hop.from);
            }
        }
    }

    /** Refuses all that no worker has yet: there are no keys to answer with. */
    void refuseAll() {
        List<Hop> all = waiting.values().stream().flatMap(Collection::stream).toList();
        all.forEach(hop -> hop.refuse(DestroyReason.DRAINING));
    }

    /** Gives all up, for a hand-over ([CELL-10]). */
    void abandon(Neighbours neighbours) {
        neighbours.all().forEach(neighbour -> neighbour.abandon(Hop.class::isInstance));
        waiting.clear();
        waitingCount = 0;
    }

    /** One request. */
    private final class Hop implements LegOwner {
        private final Neighbour from;
        private final Leg leg;
        private final byte[] handshake;

        Hop(Neighbour from, int id, byte[] handshake) {
            this.from = from;
            this.leg = from.take(id, CellSize.LARGE, this);
            this.handshake = handshake;
        }

        void compute() {
            Env env = works.env();
            Identity self = identity.get();
            boolean queued = env.offload()
                    .submit(
                            Offload.Lane.INBOUND_HOP,
                            () -> env.crypto().hops().answer(self, handshake),
                            this::done,
                            this::failed);
            if (queued) {
                working++;
            } else {
                refuse(DestroyReason.LIMIT);
            }
        }

        private void done(HopAnswer answer) {
            working--;
            if (leg.isOpen()) {
                answered.accept(leg, answer);
            } else {
                answer.layers().outbound().destroy();
                answer.layers().inbound().destroy();
            }
            next();
        }

        private void failed(QGateException reason) {
            working--;
            refuse(DestroyReason.HANDSHAKE);
            next();
        }

        void refuse(DestroyReason reason) {
            remove(this);
            works.env().count(Counter.CREATES_REFUSED);
            leg.destroy(reason);
        }

        @Override
        public void cell(int command, byte[] buffer, int body) {
            exceeded(DestroyReason.PROTOCOL);
        }

        @Override
        public void created(byte[] created) {
            exceeded(DestroyReason.PROTOCOL);
        }

        @Override
        public void destroyed(DestroyReason reason) {
            remove(this); // while it is computed, the closed leg is all that done() looks at
        }

        @Override
        public void exceeded(DestroyReason reason) {
            remove(this);
            leg.destroy(reason);
        }

        @Override
        public void writable() {
            // Nothing is sent before the answer.
        }
    }
}
