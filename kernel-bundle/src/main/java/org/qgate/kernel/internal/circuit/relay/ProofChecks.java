package org.qgate.kernel.internal.circuit.relay;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.Identity;
import org.qgate.api.error.QGateException;
import org.qgate.common.wire.WireException;
import org.qgate.kernel.internal.Env;
import org.qgate.kernel.internal.Offload;
import org.qgate.kernel.internal.circuit.cell.DiallerProof;
import org.qgate.kernel.internal.circuit.stream.StreamEnd;

/**
 * Checks who dials, off the loop, a few at a time: the worker is the one that answers CREATE, and neither shall keep the
 * other waiting for long.
 */
final class ProofChecks {
    /** As many as requests for hops ({@link PendingHops}). */
    private static final int AT_ONCE = 4;

    private final Env env;
    private final Supplier<Identity> identity;
    private final BiConsumer<WaitingService, NodeId> proven;
    private final Consumer<WaitingService> refused;
    private int working;

    /**
     * Makes one.
     *
     * @param proven hears who dials; the proof is gone from the stream by then
     * @param refused hears of a stream whose proof is wrong
     */
    ProofChecks(
            Env env,
            Supplier<Identity> identity,
            BiConsumer<WaitingService, NodeId> proven,
            Consumer<WaitingService> refused) {
        this.env = env;
        this.identity = identity;
        this.proven = proven;
        this.refused = refused;
    }

    /** Begins to check what has come of a stream, when it is whole and a place is free. */
    void look(WaitingService one) {
        if (!one.owesProof() || working == AT_ONCE) {
            return;
        }
        int length;
        try {
            length = wholeLength(one.end());
        } catch (WireException malformed) {
            refused.accept(one);
            return;
        }
        if (length > 0) {
            check(one, length);
        }
    }

    /** Returns the length of a proof that has come whole, 0 before. */
    private static int wholeLength(StreamEnd end) {
        if (end.waiting() < DiallerProof.HEADER) {
            return 0;
        }
        int length = DiallerProof.length(end.peek(DiallerProof.HEADER));
        return end.waiting() < length ? 0 : length;
    }

    private void check(WaitingService one, int length) {
        Identity self = identity.get();
        Crypto crypto = env.crypto();
        long wallMs = env.clock().wallMs();
        DiallerProof proof = new DiallerProof(
                self.networkId(),
                one.circuit().layers().binding().clone(),
                self.nodeId(),
                one.asked().protocol());
        byte[] bytes = one.end().peek(length);
        boolean queued = env.offload()
                .submit(
                        Offload.Lane.INBOUND_HOP,
                        () -> proof.check(crypto, bytes, wallMs),
                        dialler -> {
                            working--;
                            if (!one.isOver()) {
                                one.end().drop(length);
                            }
                            proven.accept(one, dialler);
                        },
                        (QGateException wrong) -> {
                            working--;
                            refused.accept(one);
                        });
        if (queued) {
            working++;
            one.checking();
        }
    }
}
