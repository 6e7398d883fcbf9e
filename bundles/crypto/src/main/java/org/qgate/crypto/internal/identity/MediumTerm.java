package org.qgate.crypto.internal.identity;

import org.qgate.api.crypto.Certificate;
import org.qgate.crypto.internal.primitive.X25519Pair;

/** The keys a node works with and the certificate that covers them. The link key outlives certificates ([ID-6]). */
record MediumTerm(X25519Pair link, DualKey signing, Certificate certificate) {
    void wipe() {
        link.wipe();
        signing.wipe();
    }
}
