package org.qgate.extender.messenger.session;

import org.qgate.ext.crypto.Primitives;

/**
 * The chain that messages are received by.
 *
 * @param agreement the other one's ratchet key of this chain
 * @param kem the other one's ML-KEM key of this chain
 * @param key of the chain
 * @param number of the next message
 */
record Receiving(Octets agreement, Octets kem, Octets key, int number) {
    Octets chain() {
        return agreement.first(Skipped.CHAIN_BYTES);
    }

    Receiving next(Crypto crypto) {
        return new Receiving(agreement, kem, Chain.next(crypto, key), number + 1);
    }

    void write(Writer writer) {
        writer.raw(agreement).raw(kem).raw(key).u32(number);
    }

    static Receiving read(Reader reader) {
        return new Receiving(
                reader.octets(Primitives.KEY_BYTES),
                reader.octets(Primitives.KEM_PUBLIC_BYTES),
                reader.octets(Primitives.KEY_BYTES),
                reader.upTo(Integer.MAX_VALUE));
    }
}
