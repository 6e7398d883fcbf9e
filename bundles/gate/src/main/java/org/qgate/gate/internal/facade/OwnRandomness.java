package org.qgate.gate.internal.facade;

import org.qgate.api.base.Current;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.error.QGateException;
import org.qgate.ext.Permission;
import org.qgate.ext.crypto.Randomness;

/** Random bytes for one instance. Thread-safe. */
final class OwnRandomness implements Randomness {
    private static final int MOST = 65_536;

    private final Access access;
    private final Current<Crypto> crypto;

    OwnRandomness(Access access, Current<Crypto> crypto) {
        this.access = access;
        this.crypto = crypto;
    }

    @Override
    public byte[] bytes(int count) {
        take(count);
        try {
            return crypto.await(Surroundings.WAIT).random().bytes(count);
        } catch (QGateException failed) {
            throw Refused.of(failed);
        }
    }

    /** Takes an amount from the quota without giving it: the node uses it on the extender's behalf. */
    void take(int count) {
        access.use(Permission.RANDOM_READ);
        Bounds.within("count", count, 1, MOST);
        if (!access.rations().random().take(count)) {
            throw access.limit(Permission.RANDOM_READ, "the quota of random bytes a second is used up");
        }
    }
}
