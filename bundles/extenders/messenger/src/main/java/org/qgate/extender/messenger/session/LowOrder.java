package org.qgate.extender.messenger.session;

import java.util.Optional;
import org.qgate.ext.RefusedException;

/** Agreements with keys that came over the network, some of which are no keys. */
final class LowOrder {
    private LowOrder() {}

    /** Returns the secret; empty for a key of low order (RFC 7748, section 6.1), which whoever sent it chose to be one. */
    static Optional<byte[]> agree(Crypto crypto, KeyPair pair, Octets other) {
        try {
            return Optional.of(pair.agree(crypto, other));
        } catch (RefusedException refused) {
            if (refused.reason() == RefusedException.Reason.INVALID) {
                return Optional.empty();
            }
            throw refused;
        }
    }
}
