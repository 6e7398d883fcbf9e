package org.qgate.crypto.internal.identity;

import org.qgate.api.crypto.Identity;
import org.qgate.crypto.internal.Tamper;

/** Gives an identity another one's certificate and signing keys, as a thief of those would have them. */
public final class Swaps {
    private Swaps() {}

    public static void keepLinkKeyOnly(Identity identity, Identity other) {
        MediumTerm own = (MediumTerm) Tamper.read(identity, "medium");
        MediumTerm foreign = (MediumTerm) Tamper.read(other, "medium");
        Tamper.replace(identity, "medium", new MediumTerm(own.link(), foreign.signing(), foreign.certificate()));
    }
}
