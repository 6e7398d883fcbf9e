package org.qgate.extender.messenger.talk;

import java.util.Optional;
import org.qgate.extender.messenger.session.Correspondence;
import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.store.Step;

/** The sessions with each person, as they are stored. */
final class Sessions {
    private static final String MAP = "sessions";

    Optional<Correspondence> find(Step step, Octets with) {
        return step.get(MAP, with).map(Correspondence::decode);
    }

    void put(Step step, Octets with, Correspondence next) {
        step.put(MAP, with, next.encode());
    }
}
