package org.qgate.extender.messenger.session;

import org.qgate.ext.crypto.Primitives;

/**
 * The chain that messages are sent by.
 *
 * @param pair one's own ratchet keys of this chain
 * @param ciphertext what began it, for the other one's ML-KEM key; none in the chain of a first message
 * @param key of the chain
 * @param number of the next message
 */
record Sending(KeyPair pair, Octets ciphertext, Octets key, int number) {
    Header header(int previous) {
        return new Header(pair.agreement(), pair.kem(), ciphertext, previous, number);
    }

    Sending next(Crypto crypto) {
        return new Sending(pair, ciphertext, Chain.next(crypto, key), Math.addExact(number, 1));
    }

    void write(Writer writer) {
        pair.write(writer);
        writer.block(ciphertext).raw(key).u32(number);
    }

    static Sending read(Reader reader) {
        return new Sending(
                KeyPair.read(reader),
                reader.octetsOrNone(Primitives.KEM_CIPHERTEXT_BYTES),
                reader.octets(Primitives.KEY_BYTES),
                reader.upTo(Integer.MAX_VALUE));
    }
}
