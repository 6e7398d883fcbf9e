package org.qgate.extender.messenger.session;

import org.qgate.ext.crypto.Primitives;

/**
 * The ratchet's part of a message (The Double Ratchet Algorithm, section 3.4, with ML-KEM beside X25519).
 *
 * @param agreement the sender's ratchet key of this chain
 * @param kem the sender's ML-KEM key of this chain
 * @param ciphertext what began this chain, for the receiver's ML-KEM key; none in the chain of a first message
 * @param previous how many messages the sender's previous chain had
 * @param number of the message in its chain, from 0
 */
record Header(Octets agreement, Octets kem, Octets ciphertext, int previous, int number) {
    /** Its length in a first message. */
    static final int FIRST_BYTES = Primitives.KEY_BYTES + Primitives.KEM_PUBLIC_BYTES + 4 + 4 + 4;

    byte[] encode() {
        return new Writer()
                .raw(agreement)
                .raw(kem)
                .block(ciphertext)
                .u32(previous)
                .u32(number)
                .bytes();
    }

    static Header read(Reader reader) {
        return new Header(
                reader.octets(Primitives.KEY_BYTES),
                reader.octets(Primitives.KEM_PUBLIC_BYTES),
                reader.octetsOrNone(Primitives.KEM_CIPHERTEXT_BYTES),
                reader.upTo(Integer.MAX_VALUE),
                reader.upTo(Integer.MAX_VALUE - 1));
    }

    /** Which chain it is of, short. */
    Octets chain() {
        return agreement.first(Skipped.CHAIN_BYTES);
    }
}
