package org.qgate.qrng.internal.deliver.subscriber;

import org.qgate.qrng.internal.deliver.wire.Answered;
import org.qgate.qrng.internal.deliver.wire.LeaseKeys;

/** A lease as its subscriber has it: its keys, and sequence numbers that are used once. Thread-safe. */
final class Session {
    private final LeaseKeys keys;
    private final Answered.Terms terms;
    private long sequence;
    private int users;
    private boolean over;

    Session(LeaseKeys keys, Answered.Terms terms) {
        this.keys = keys;
        this.terms = terms;
    }

    LeaseKeys keys() {
        return keys;
    }

    Answered.Terms terms() {
        return terms;
    }

    /** Begins a request: returns its sequence number, or 0 when the session is over. */
    synchronized long begin() {
        if (over) {
            return 0;
        }
        users++;
        return ++sequence;
    }

    /** Ends a request. */
    synchronized void done() {
        users--;
        wipe();
    }

    /** Ends the session; its keys are wiped once nobody opens with them any more. */
    synchronized void end() {
        over = true;
        wipe();
    }

    private void wipe() {
        if (over && users == 0) {
            keys.wipe();
        }
    }
}
