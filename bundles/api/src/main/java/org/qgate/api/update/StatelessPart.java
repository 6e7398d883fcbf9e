package org.qgate.api.update;

/** A part that has nothing to hand over: its escrow says so, and it takes no other. */
public interface StatelessPart extends Part {
    /** The first and only schema of no state. */
    byte NOTHING = 1;

    @Override
    default byte[] freeze() {
        return new byte[] {NOTHING};
    }

    @Override
    default void adopt(byte[] escrow) {
        if (escrow.length != 1 || escrow[0] != NOTHING) {
            throw new IllegalArgumentException("this version of " + name() + " knows no state but the empty one");
        }
    }
}
