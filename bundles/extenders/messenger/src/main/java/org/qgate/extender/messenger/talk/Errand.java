package org.qgate.extender.messenger.talk;

import java.util.List;
import org.qgate.extender.messenger.address.Place;
import org.qgate.extender.messenger.session.Octets;

/** Something to do at a place of somebody; afterwards {@link Outbox} is told how it went. */
public sealed interface Errand {
    /** Returns for whom. */
    Octets to();

    /** Returns where, best first. */
    List<Place> places();

    /**
     * Bring an envelope to one of the places. It is stored, and the same each time until it was taken.
     *
     * @param sequence of the letter, 0 for receipts
     */
    record Bring(Octets to, List<Place> places, long sequence, byte[] envelope) implements Errand {}

    /** Fetch what one needs to begin a session. */
    record Introduce(Octets to, List<Place> places) implements Errand {}
}
