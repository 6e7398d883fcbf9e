package org.qgate.ext.testkit;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.qgate.ext.Permission;
import org.qgate.ext.RefusedException;
import org.qgate.ext.RefusedException.Reason;
import org.qgate.ext.net.Caller;
import org.qgate.ext.net.Stream;
import org.qgate.ext.net.Target;

/** The way of one call or one new stream from one host to another, with what the network does to it. For one use. */
final class Passage {
    /** How long a closed gate is waited at, as on a node. */
    private static final long GATE_MS = 2_000;

    private final TestNode from;
    private final KitNet own;
    private final Target target;
    private final TestNetwork network;
    private final Turns turns;
    private final long endNs;

    Passage(TestNode from, KitNet own, Target target, long atMostMs) {
        this.from = from;
        this.own = own;
        this.target = target;
        network = from.network();
        turns = own.pass().turns();
        endNs = turns.monoNs() + TimeUnit.MILLISECONDS.toNanos(atMostMs);
    }

    private long leftMs() {
        return Math.max(0, TimeUnit.NANOSECONDS.toMillis(endNs - turns.monoNs()));
    }

    byte[] call(byte[] request) {
        synchronized (turns) {
            KitNet to = arrive();
            if (network.loses(TestNetwork.Loss.REQUEST, target.protocol())) {
                throw broken();
            }
            Outcome<byte[]> outcome = new Outcome<>(turns);
            Optional<Crew.Job> job = to.serve(target.protocol(), caller(), request, outcome);
            if (job.isEmpty()) {
                throw KitNet.refused(Reason.UNAVAILABLE, "the other end takes no more calls");
            }
            boolean there = await(() -> outcome.there() || !to.pass().open() || parted());
            if (!there) {
                to.interrupt(job.get());
                throw KitNet.refused(Reason.TIMEOUT, "no response in time");
            }
            if (!outcome.there() || !to.pass().open() || parted()) {
                throw broken();
            }
            return response(outcome);
        }
    }

    private byte[] response(Outcome<byte[]> outcome) {
        if (network.loses(TestNetwork.Loss.RESPONSE, target.protocol())) {
            throw broken();
        }
        travel();
        try {
            return outcome.value();
        } catch (Exception failed) {
            throw KitNet.refused(Reason.FAILED, "the other end failed at it");
        } catch (Error failed) {
            throw KitNet.refused(Reason.FAILED, "the other end failed at it");
        }
    }

    Stream dial() {
        synchronized (turns) {
            KitNet to = arrive();
            if (network.loses(TestNetwork.Loss.REQUEST, target.protocol())) {
                throw broken();
            }
            Lane there = new Lane(turns);
            Lane back = new Lane(turns);
            if (!to.take(target.protocol(), caller(), there, back)) {
                throw KitNet.refused(Reason.UNAVAILABLE, "the other end takes no more streams");
            }
            Caller peer = new Caller(Optional.of(target.node()), circuit());
            KitStream stream = own.hold(Permission.NET_DIAL, target.protocol(), peer, back, there);
            travel();
            return stream;
        }
    }

    /** Goes to whoever serves it, waits at its gate, and refuses when there is nobody. */
    private KitNet arrive() {
        travel();
        TestNode to = network.find(target.node())
                .orElseThrow(() -> KitNet.refused(Reason.NOT_FOUND, "the node is not listed"));
        if (parted()) {
            throw KitNet.refused(Reason.UNAVAILABLE, "the node cannot be reached");
        }
        String protocol = target.protocol();
        long patience = Math.min(GATE_MS, leftMs());
        if (!own.pass().await(() -> !to.paused(protocol), patience)) {
            throw KitNet.refused(Reason.UNAVAILABLE, "the other end is being replaced");
        }
        own.pass().require();
        return to.serving(protocol)
                .orElseThrow(() -> KitNet.refused(Reason.NOT_FOUND, "the protocol is not served there"));
    }

    private boolean parted() {
        return network.parted(from.id(), target.node());
    }

    private void travel() {
        long delay = network.delayMs();
        if (delay > 0) {
            boolean late = delay > leftMs();
            own.pass().await(() -> !own.pass().open(), Math.min(delay, leftMs()));
            own.pass().require();
            if (late) {
                throw KitNet.refused(Reason.TIMEOUT, "no response in time");
            }
        }
    }

    private boolean await(BooleanSupplier done) {
        boolean there =
                own.pass().await(() -> done.getAsBoolean() || !own.pass().open(), leftMs());
        own.pass().require();
        return there;
    }

    private static RefusedException broken() {
        return KitNet.refused(Reason.UNAVAILABLE, "the stream broke before the response: it may have been served");
    }

    private Caller caller() {
        return new Caller(target.identify() ? Optional.of(from.id()) : Optional.empty(), circuit());
    }

    /** Equal for what would share a circuit, and says nothing else. */
    private String circuit() {
        String own = from.id() + " " + this.own.pass().sheet().id();
        return "circuit-"
                + network.number(own + " " + target.node() + " " + target.identify() + " " + target.isolation());
    }
}
