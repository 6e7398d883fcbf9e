package org.qgate.extender.messenger.session;

import java.util.Objects;

/** A message out of its envelope, still closed: whom it is from is what it says, and not proved before it is opened. */
public final class Unsealed implements Outside {
    private final Packet packet;

    Unsealed(Packet packet) {
        this.packet = Objects.requireNonNull(packet);
    }

    /** Returns the fingerprint of whoever says to have written it: whose {@link Correspondence} is to open it. */
    public Octets from() {
        return packet.from();
    }

    /** Whether it brings what begins a session, so that it can be opened without a {@link Correspondence}. */
    public boolean begins() {
        return packet.first().isPresent();
    }

    Packet packet() {
        return packet;
    }
}
