package org.qgate.extender.messenger.session;

import java.util.Optional;
import org.qgate.ext.crypto.Primitives;

/**
 * What an envelope holds.
 *
 * @param from fingerprint of whoever says to have written it
 * @param session which one, {@link #SESSION_BYTES}
 * @param first begins the session
 * @param header of the ratchet
 * @param sealed the content
 */
record Packet(Octets from, Octets session, Optional<FirstMessage> first, Header header, byte[] sealed) {
    /** Length of a session's id: cut from a digest, long enough that nobody meets another's. */
    static final int SESSION_BYTES = 16;

    /** What it adds to content beside the first message and the header. */
    static final int OVERHEAD = 1 + 1 + Identity.FINGERPRINT_BYTES + SESSION_BYTES + Primitives.TAG_BYTES;

    private static final int VERSION = 1;

    byte[] encode() {
        return new Writer().raw(associated()).raw(sealed).bytes();
    }

    /** All before the content: authenticated with it. */
    byte[] associated() {
        Writer writer = new Writer().u8(VERSION).raw(from).raw(session);
        writer.u8(first.isPresent() ? 1 : 0);
        first.ifPresent(message -> message.write(writer));
        return writer.raw(header.encode()).bytes();
    }

    static Packet decode(byte[] bytes) {
        Reader reader = new Reader(bytes).version(VERSION);
        Octets from = reader.octets(Identity.FINGERPRINT_BYTES);
        Octets session = reader.octets(SESSION_BYTES);
        Optional<FirstMessage> first = reader.flag() ? Optional.of(FirstMessage.read(reader)) : Optional.empty();
        Header header = Header.read(reader);
        return new Packet(from, session, first, header, reader.raw(reader.left()));
    }
}
