package org.qgate.store.internal.core;

import java.util.OptionalInt;
import org.qgate.store.internal.journal.Journal;
import org.qgate.store.internal.seal.Seal;

/** What there is to do in the background, one bounded step after the other. One thread at a time. */
final class Upkeep {
    private final StoreCore store;
    private final Journal journal;
    private final Seal seal;
    private final Branches branches;
    private final Compaction compaction;
    private final Expiry expiry;

    Upkeep(StoreCore store, Journal journal, Seal seal, Branches branches, Compaction compaction) {
        this.store = store;
        this.journal = journal;
        this.seal = seal;
        this.branches = branches;
        this.compaction = compaction;
        expiry = new Expiry(store);
    }

    boolean step() {
        return renew() | expiry.step() | free();
    }

    boolean free() {
        return branches.sweep() | compaction.step();
    }

    /**
     * Seals in the newest epoch from now on, then writes one segment of an older one anew; when there is none left the old
     * epochs may go. The segment that grows ends first, so that no segment is begun in one epoch and goes on in another for
     * longer than it must.
     */
    private boolean renew() {
        int newest = seal.newest();
        if (newest > seal.epoch() || journal.oldestEpoch() < newest) {
            store.exclusively(() -> {
                seal.renew();
                journal.endOldEpoch();
            });
        }
        OptionalInt old = journal.endedBefore(seal.epoch());
        if (old.isPresent()) {
            return compaction.renew(old.getAsInt());
        }
        seal.release(journal.oldestEpoch());
        return false;
    }
}
