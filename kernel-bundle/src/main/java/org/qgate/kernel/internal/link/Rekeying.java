package org.qgate.kernel.internal.link;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.qgate.api.crypto.LinkCipher;
import org.qgate.kernel.internal.Counter;
import org.qgate.kernel.internal.Env;
import org.qgate.kernel.internal.Offload;

/**
 * Renews a link's keys ([REKEY-1] to [REKEY-6]). The initiator offers, the responder answers; the initiator sends
 * REKEY_DONE first, the responder when it has received it: so each end has its new keys before anything under them
 * arrives.
 */
final class Rekeying {
    /** The responder's clock limit: the protocol's own, whatever the initiator has configured. */
    static final long LIMIT_MS = 600_000;

    /** How long after a limit a rekey may take. */
    static final long GRACE_MS = 30_000;

    /** The shortest life of renewed keys: a link of 10 GB/s does not use one up faster. An earlier offer is refused. */
    static final long SHORTEST_MS = 100;

    /** Where a rekey stands. */
    enum Step {
        /** None is running. */
        NONE,
        /** Initiator: the offer is being computed. */
        OFFERING,
        /** Initiator: waits for the answer. */
        OFFERED,
        /** Initiator: the answer is being used. */
        ACCEPTING,
        /** Initiator: has switched sending, waits for REKEY_DONE. */
        SWITCHED,
        /** Responder: the answer is being computed. */
        ANSWERING,
        /** Responder: waits for REKEY_DONE. */
        ANSWERED
    }

    private static final byte[] NOTHING = {};

    private final Env env;
    private final TcpLink link;
    private final LinkCipher cipher;
    private final long limitNs;
    private final Object computation = new Object(); // a worker computes under it, freeze exports under it
    private Step step = Step.NONE;
    private byte[] input = NOTHING; // what a computation works on: kept so that a thawed link can repeat it
    private byte[] output = NOTHING; // computed, not yet used; guarded by computation
    private boolean exported; // guarded by computation
    private boolean computing;
    private boolean asked;
    private boolean due;
    private long keysSinceNs;
    private long dueSinceNs;

    Rekeying(Env env, TcpLink link, LinkCipher cipher, long rekeyMs) {
        this.env = env;
        this.link = link;
        this.cipher = cipher;
        this.limitNs = (link.initiator() ? rekeyMs : LIMIT_MS) * 1_000_000;
        this.keysSinceNs = env.clock().monoNs();
    }

    /** Called about every second. */
    void check(long nowNs) {
        if (!due && (cipher.rekeyDue() || nowNs - keysSinceNs >= limitNs)) {
            becomeDue(nowNs);
        }
        if (due && nowNs - dueSinceNs > GRACE_MS * 1_000_000) {
            link.close(LinkClose.REKEY);
        } else if (due && step == Step.NONE && oldEnough()) {
            begin();
        } else {
            compute(); // when the workers were busy before
        }
    }

    private void becomeDue(long nowNs) {
        due = true;
        dueSinceNs = nowNs;
    }

    private void begin() {
        if (link.initiator()) {
            step = Step.OFFERING;
            compute();
        } else if (!asked) {
            asked = true;
            link.out().rekey(Frame.REKEY_ASK, NOTHING);
        }
    }

    /** A REKEY frame arrived. */
    void received(int kind, byte[] body) {
        if (kind == Frame.REKEY_OFFER && !link.initiator() && step == Step.NONE && oldEnough()) {
            computeFrom(Step.ANSWERING, body);
        } else if (kind == Frame.REKEY_ANSWER && step == Step.OFFERED) {
            computeFrom(Step.ACCEPTING, body);
        } else if (kind == Frame.REKEY_ASK && link.initiator() && body.length == 0) {
            askedToBegin();
        } else {
            link.incoming().malformed();
        }
    }

    /** The responder has completed the last rekey before the initiator, so its keys are never the younger ones. */
    private boolean oldEnough() {
        return cipher.generation() == 0 || env.clock().monoNs() - keysSinceNs >= SHORTEST_MS * 1_000_000;
    }

    private void askedToBegin() {
        if (step == Step.NONE && oldEnough() && !due) {
            becomeDue(env.clock().monoNs());
            begin();
        }
    }

    private void computeFrom(Step next, byte[] body) {
        if (!due) {
            becomeDue(env.clock().monoNs());
        }
        step = next;
        input = body;
        compute();
    }

    /** Gives the current step's computation to a worker; tried again at the next check when all are busy. */
    private void compute() {
        if (computing) {
            return;
        }
        synchronized (computation) {
            output = NOTHING;
        }
        switch (step) {
            case OFFERING -> submit(cipher::rekeyOffer, this::offered);
            case ANSWERING -> submit(() -> cipher.rekeyAnswer(input), this::answered);
            case ACCEPTING -> submit(this::accept, nothing -> accepted());
            default -> {} // waiting for the other end
        }
    }

    private byte[] accept() {
        if (!cipher.rekeyReady()) { // a thawed link may have computed it before
            cipher.rekeyAccept(input);
        }
        return NOTHING;
    }

    private void submit(Callable<byte[]> work, Consumer<byte[]> then) {
        computing = env.offload()
                .submit(
                        Offload.Lane.OWN,
                        () -> onWorker(work),
                        result -> {
                            computing = false;
                            if (link.isOpen() && !link.isFrozen()) {
                                then.accept(result);
                            }
                        },
                        failure -> {
                            computing = false;
                            link.close(LinkClose.REKEY);
                        });
    }

    private byte[] onWorker(Callable<byte[]> work) throws Exception {
        synchronized (computation) {
            output = exported ? NOTHING : work.call();
            return output;
        }
    }

    private void offered(byte[] offer) {
        step = Step.OFFERED;
        link.out().rekey(Frame.REKEY_OFFER, offer);
    }

    private void answered(byte[] answer) {
        step = Step.ANSWERED;
        input = NOTHING;
        link.out().rekey(Frame.REKEY_ANSWER, answer);
    }

    private void accepted() {
        step = Step.SWITCHED;
        input = NOTHING;
        link.out().rekeyDone();
    }

    /** REKEY_DONE arrived: the next record opens with the new key. */
    void doneReceived() {
        if (step != Step.SWITCHED && step != Step.ANSWERED) {
            link.incoming().malformed();
            return;
        }
        cipher.switchReceiving();
        if (step == Step.ANSWERED) {
            link.out().rekeyDone();
        }
        step = Step.NONE;
        due = false;
        asked = false;
        keysSinceNs = env.clock().monoNs();
        env.count(Counter.LINK_REKEYS);
    }

    Step step() {
        return step;
    }

    /** Exports the cipher between computations, never amid one; whatever still waits for a worker does nothing then. */
    void freeze(Map<String, Object> into, long nowNs) {
        synchronized (computation) {
            exported = true;
            into.put("cipher", cipher.export());
            into.put("rekeyOutput", computing ? output : NOTHING);
        }
        into.put("rekeyStep", step.name());
        into.put("rekeyInput", input);
        into.put("rekeyAsked", asked);
        into.put("rekeyDue", due);
        into.put("rekeyDueForMs", due ? (nowNs - dueSinceNs) / 1_000_000 : 0L);
        into.put("keyAgeMs", (nowNs - keysSinceNs) / 1_000_000);
    }

    void thaw(FrozenMap from, long nowNs) {
        step = Step.valueOf(from.text("rekeyStep"));
        input = from.bytes("rekeyInput");
        asked = from.flag("rekeyAsked");
        due = from.flag("rekeyDue");
        dueSinceNs = nowNs - from.number("rekeyDueForMs") * 1_000_000;
        keysSinceNs = nowNs - from.number("keyAgeMs") * 1_000_000;
        synchronized (computation) {
            output = from.bytes("rekeyOutput");
        }
    }

    /** Goes on after a hand-over: says what was computed, or computes what was not. */
    void resume() {
        byte[] computed;
        synchronized (computation) {
            computed = output;
            output = NOTHING;
        }
        if (computed.length > 0 && step == Step.OFFERING) {
            offered(computed);
        } else if (computed.length > 0 && step == Step.ANSWERING) {
            answered(computed);
        } else {
            compute();
        }
    }
}
