package org.qgate.qrng.internal;

import java.util.Map;
import org.qgate.api.update.Part;
import org.qgate.common.escrow.Escrow;

/**
 * Quantum randomness as the bedrock sees it. What must never be lost is in the store: cursors, chain, subscriptions. What
 * lies ready and how devices stand goes over by escrow; a successor opens the devices once the version before has stopped.
 */
final class QrngPart implements Part {
    private static final String NAME = "org.qgate.qrng";
    private static final int SCHEMA = 1;

    private final Holder office;
    /** Whether what will be adopted was given by this object itself: then no other version ever worked. */
    private boolean own;

    /** What the component does when this part comes and goes. */
    interface Holder {
        /** Takes office; {@code alone} when no other version may still be at work. */
        void take(boolean alone);

        /** Refuses a configuration that the node would refuse at its start. */
        void check();

        /** Offers and gives out nothing from now on; returns what the next version goes on with. */
        Map<String, Object> freeze();

        /** Will go on with this once it works. */
        void adopt(Map<String, Object> state);

        /** The version before has stopped. */
        void settled();

        /** Another version goes on. */
        void leave();

        /** Ends: with the node, or because another version goes on. */
        void close();
    }

    QrngPart(Holder office) {
        this.office = office;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void begin() {
        office.take(true);
    }

    @Override
    public void prepare() {
        office.check();
    }

    @Override
    public byte[] freeze() {
        own = true;
        Map<String, Object> state = office.freeze();
        try {
            return new Escrow(NAME, SCHEMA, state).encode();
        } finally {
            Escrow.wipe(state);
        }
    }

    @Override
    public void adopt(byte[] escrow) {
        office.adopt(Escrow.decode(escrow, NAME, SCHEMA).state());
    }

    @Override
    public void commit() {
        office.take(own);
        own = false;
    }

    @Override
    public void settled() {
        office.settled();
    }

    @Override
    public void leave() {
        own = false;
        office.leave();
    }

    @Override
    public void end() {
        office.close();
    }
}
