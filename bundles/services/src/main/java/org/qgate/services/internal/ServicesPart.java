package org.qgate.services.internal;

import org.qgate.api.update.StatelessPart;

/**
 * What decides about extenders, as the bedrock sees it. Its state is in the store, and extenders run at the gate: a
 * successor finds them by their numbers once the version before has stopped, whose last step may be under way until then.
 */
final class ServicesPart implements StatelessPart {
    private static final String NAME = "org.qgate.services";

    private final Office office;

    /** What the component does when this part comes and goes. */
    interface Office {
        /** Takes office; {@code alone} when no version before may still be at work. */
        void take(boolean alone);

        /** Offers nothing for a moment. */
        void withdraw();

        /** Begins anew when it had left. */
        void renew();

        /** The version before has stopped. */
        void settled();

        /** Another version decides now; what runs goes on. */
        void leave();

        /** Ends: with the node, or because another version decides. */
        void close();
    }

    ServicesPart(Office office) {
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
