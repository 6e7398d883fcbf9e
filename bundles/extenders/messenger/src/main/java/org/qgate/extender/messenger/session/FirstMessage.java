package org.qgate.extender.messenger.session;

import org.qgate.ext.crypto.Primitives;

/**
 * What begins a session; goes with each message of the initiator until there is an answer. Its ephemeral key is the header's.
 *
 * @param identity of the initiator
 * @param signed id of the responder's pre-key
 * @param oneTime id of the responder's one-time pre-key, 0 for none
 * @param toIdentity encapsulates to the responder's identity
 * @param toPreKey encapsulates to the one-time pre-key, or else to the signed one
 */
record FirstMessage(Identity identity, int signed, int oneTime, Octets toIdentity, Octets toPreKey) {
    /** Its length. */
    static final int BYTES = Identity.BYTES + 4 + 4 + 2 * Primitives.KEM_CIPHERTEXT_BYTES;

    void write(Writer writer) {
        writer.raw(identity.encode()).u32(signed).u32(oneTime).raw(toIdentity).raw(toPreKey);
    }

    static FirstMessage read(Reader reader) {
        return new FirstMessage(
                Identity.decode(reader.raw(Identity.BYTES)),
                reader.upTo(Integer.MAX_VALUE),
                reader.upTo(Integer.MAX_VALUE),
                reader.octets(Primitives.KEM_CIPHERTEXT_BYTES),
                reader.octets(Primitives.KEM_CIPHERTEXT_BYTES));
    }
}
