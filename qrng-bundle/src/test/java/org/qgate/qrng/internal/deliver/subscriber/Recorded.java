package org.qgate.qrng.internal.deliver.subscriber;

import java.util.function.Supplier;
import org.qgate.api.store.StoreMap;
import org.qgate.qrng.internal.deliver.kill.Ledger;
import org.qgate.qrng.internal.deliver.pool.Cursor;

/** Cursors as they are, that note in a ledger what they gave. */
public final class Recorded extends Cursor {
    private final Ledger ledger;
    private final String numbering;

    /** Makes one that notes under a name. */
    public Recorded(Supplier<StoreMap> maps, String name, long step, Ledger ledger, String numbering) {
        super(maps, name, step, 0);
        this.ledger = ledger;
        this.numbering = numbering;
    }

    @Override
    public synchronized long advance(long count) {
        long first = super.advance(count);
        ledger.range(numbering, first, count);
        return first;
    }

    /** What a subscriber took, noted too. */
    static final class Taken extends Seen {
        private final Ledger ledger;
        private final String numbering;

        Taken(Cursor cursor, Ledger ledger, String numbering) {
            super(cursor);
            this.ledger = ledger;
            this.numbering = numbering;
        }

        @Override
        synchronized void take(long from, long length) {
            super.take(from, length);
            ledger.range(numbering, from, length);
        }
    }
}
