package org.qgate.qrng.internal;

import org.qgate.api.update.StatelessPart;

/**
 * Quantum randomness as the bedrock sees it. What counts is in the store: cursors, chain, subscriptions. What lies ready
 * is burnt with the version that had it, and a successor opens the devices once that version has stopped.
 */
final class QrngPart implements StatelessPart {
    private static final String NAME = "org.qgate.qrng";

    private final Holder office;

    /** What the component does when this part comes and goes. */
    interface Holder {
        /** Takes office; {@code alone} when no version before may still be at work. */
        void take(boolean alone);

        /** Refuses a configuration that the node would refuse at its start. */
        void check();

        /** Offers and gives out nothing from now on. */
        void withdraw();

        /** Begins anew when it had left; gives out again when it had not. */
        void renew();

        /** The version before has stopped. */
        void settled();

        /** Another version goes on with what the store keeps. */
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
        office.withdraw();
        return StatelessPart.super.freeze();
    }

    @Override
    public void adopt(byte[] escrow) {
        StatelessPart.super.adopt(escrow);
        office.renew();
    }

    @Override
    public void commit() {
        office.take(false);
    }

    @Override
    public void settled() {
        office.settled();
    }

    @Override
    public void leave() {
        office.leave();
    }

    @Override
    public void end() {
        office.close();
    }
}
