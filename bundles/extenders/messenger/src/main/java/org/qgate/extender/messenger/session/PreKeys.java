package org.qgate.extender.messenger.session;

import java.util.Optional;

/** Where one's own pre-keys are kept. */
@FunctionalInterface
public interface PreKeys {
    /** Returns the one of this id; empty when it was used up, or never was. */
    Optional<OwnPreKey> find(int id);
}
