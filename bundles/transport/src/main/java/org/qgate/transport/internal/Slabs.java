package org.qgate.transport.internal;

import org.qgate.api.transport.Slab;

/** The one heap array that owners write into before committing. Loop only. */
final class Slabs {
    private static final int USUAL = 64 * 1024;
    private static final int LARGEST = 1024 * 1024;

    private final Slab usual = new Slab(new byte[USUAL], 0, USUAL);
    private Slab lent;

    Slab lend(int minimum) {
        if (minimum < 0 || minimum > LARGEST) {
            throw new IllegalArgumentException("a slab has at most " + LARGEST + " bytes, not " + minimum);
        }
        lent = minimum <= USUAL ? usual : new Slab(new byte[minimum], 0, minimum);
        return lent;
    }

    byte[] takeBack(Slab slab, int length) {
        if (lent == null || slab.array() != lent.array()) {
            throw new IllegalArgumentException("only the slab lent last can be committed, and once");
        }
        if (length < 0 || length > slab.capacity()) {
            throw new IllegalArgumentException("0 to " + slab.capacity() + " bytes can be committed, not " + length);
        }
        lent = null;
        return slab.array();
    }
}
