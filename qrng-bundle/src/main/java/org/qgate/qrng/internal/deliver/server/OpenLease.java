package org.qgate.qrng.internal.deliver.server;

import java.util.HexFormat;
import org.qgate.api.qrng.Lease;
import org.qgate.qrng.internal.deliver.wire.LeaseKeys;

/**
 * A lease that is open. Its keys are wiped when it has ended and nobody seals with them any more. Thread-safe.
 */
final class OpenLease {
    private final LeaseKeys keys;
    private final Account account;
    private final long startedWallMs;
    private final long endsWallMs;
    private final long endsNs;
    private final Sequences sequences = new Sequences();
    private int users;
    private boolean ended;
    private long delivered;

    OpenLease(LeaseKeys keys, Account account, long startedWallMs, long endsWallMs, long endsNs) {
        this.keys = keys;
        this.account = account;
        this.startedWallMs = startedWallMs;
        this.endsWallMs = endsWallMs;
        this.endsNs = endsNs;
    }

    LeaseKeys keys() {
        return keys;
    }

    Account account() {
        return account;
    }

    /** Returns whether its time is over. */
    boolean over(long nowNs) {
        return nowNs - endsNs > 0;
    }

    /** Begins to use its keys; returns false when it has ended. */
    synchronized boolean enter() {
        if (ended) {
            return false;
        }
        users++;
        return true;
    }

    /** Uses its keys no more. */
    synchronized void leave() {
        users--;
        wipe();
    }

    /** Ends it. */
    synchronized void end() {
        ended = true;
        wipe();
    }

    private void wipe() {
        if (ended && users == 0) {
            keys.wipe();
        }
    }

    /** Uses a sequence number; returns false when it was used before. */
    synchronized boolean use(long sequence) {
        return sequences.use(sequence);
    }

    /** Counts what was sent. */
    synchronized void sent(long bytes) {
        delivered += bytes;
    }

    /** Returns what operators see. */
    synchronized Lease info(int waiting) {
        String number = HexFormat.of().toHexDigits(keys.lease());
        return new Lease(number, account.node(), startedWallMs, endsWallMs, delivered, account.rate(), waiting);
    }
}
