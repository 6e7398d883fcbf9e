package org.qgate.kernel.internal.node;

import java.util.Optional;
import org.qgate.api.base.Clock;
import org.qgate.api.vault.VaultState;

/**
 * What the vault's state means for a running overlay: without keys it holds on to what stands, for a while; with them
 * again it goes on, and must ask for its keys anew. Thread-safe.
 */
final class Lock {
    private final Clock clock;
    private int wipes;
    private int wipesSeen;
    private boolean holding;
    private long sinceNs;

    /** What to do now. */
    enum Step {
        /** Nothing has changed. */
        NONE,
        /** The keys are gone: begin nothing new. */
        HOLD,
        /** Keys are there again: ask for them. */
        GO_ON,
        /** They did not come back in time: end. */
        END
    }

    Lock(Clock clock) {
        this.clock = clock;
    }

    /** The vault told of a change: keys that were handed out are of no use any more, even if it is unlocked by now. */
    synchronized void heard(VaultState now) {
        wipes += now == VaultState.UNLOCKED ? 0 : 1;
    }

    /**
     * Returns what to do.
     *
     * @param state nothing when the vault's provider is being replaced
     */
    synchronized Step next(Optional<VaultState> state, long graceMs) {
        if (state.isEmpty()) {
            return Step.NONE;
        }
        if (state.get() == VaultState.UNLOCKED) {
            return holding || wipes != wipesSeen ? Step.GO_ON : Step.NONE;
        }
        if (!holding) {
            holding = true;
            sinceNs = clock.monoNs();
            return graceMs == 0 ? Step.END : Step.HOLD;
        }
        return clock.monoNs() - sinceNs >= graceMs * 1_000_000 ? Step.END : Step.NONE;
    }

    /** Whether an overlay is held. */
    synchronized boolean holds() {
        return holding;
    }

    /** Returns how often keys went: to be asked before keys are asked for. */
    synchronized int wipes() {
        return wipes;
    }

    /** The overlay has keys that were asked for after so many wipes; or there is no overlay. */
    synchronized void over(int askedAfter) {
        wipesSeen = askedAfter;
        holding = false;
    }
}
