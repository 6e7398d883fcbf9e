package org.qgate.local.internal.http;

import java.util.Optional;
import java.util.Set;

/** Who gets in. Thread-safe. */
public interface Admissions {
    /**
     * Looks a token up.
     *
     * @return empty when it is not known, over or revoked
     * @throws org.qgate.api.error.QGateException QG-LOC-0006 when nothing can be said at the moment
     */
    Optional<Admission> admit(String token);

    /** A token that was accepted. Thread-safe. */
    interface Admission {
        /** Its name. */
        String user();

        /** What it opens. */
        Set<String> scopes();

        /** Whether it is still accepted. */
        boolean stands();
    }
}
