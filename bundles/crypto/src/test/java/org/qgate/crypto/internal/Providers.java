package org.qgate.crypto.internal;

import java.security.Provider;
import java.util.ArrayList;
import java.util.List;
import org.qgate.crypto.internal.primitive.Ciphers;

/** The choices of ciphers that this machine allows: the runtime's, and with the optional provider where that works. */
public final class Providers {
    private Providers() {}

    /** For parameterized tests. */
    public static List<Ciphers> all() {
        List<Ciphers> all = new ArrayList<>(List.of(Ciphers.standard()));
        Provider swift = SwiftAes.find();
        if (swift != null) {
            all.add(Ciphers.standard().with(swift));
        }
        return all;
    }
}
