package org.qgate.extender.messenger.session;

import org.qgate.ext.crypto.Primitives;

/**
 * The key of a message that has not come while later ones have.
 *
 * @param chain the first bytes of the ratchet key of its chain
 * @param number of the message in that chain
 * @param key of the message
 */
record Skipped(Octets chain, int number, Octets key) {
    /** Enough of a ratchet key to know it again. */
    static final int CHAIN_BYTES = 16;

    void write(Writer writer) {
        writer.raw(chain).u32(number).raw(key);
    }

    static Skipped read(Reader reader) {
        return new Skipped(
                reader.octets(CHAIN_BYTES), reader.upTo(Integer.MAX_VALUE), reader.octets(Primitives.KEY_BYTES));
    }
}
