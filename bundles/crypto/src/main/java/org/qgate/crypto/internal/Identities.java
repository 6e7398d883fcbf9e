package org.qgate.crypto.internal;

import java.util.HashMap;
import java.util.Map;
import org.qgate.api.base.Clock;
import org.qgate.api.base.StateFolder;
import org.qgate.api.crypto.Identity;
import org.qgate.api.crypto.RandomSource;
import org.qgate.api.error.QGateException;
import org.qgate.crypto.internal.identity.DerivingKeys;
import org.qgate.crypto.internal.identity.FamilyKey;
import org.qgate.crypto.internal.identity.NodeIdentity;
import org.qgate.crypto.internal.primitive.Bytes;

/**
 * The node's identities, one in each network, opened when they are asked for, and the keys it derives for others.
 * Thread-safe.
 */
final class Identities {
    private final StateFolder state;
    private final Clock clock;
    private final RandomSource random;
    private final Runnable guard;
    private final DerivingKeys derived;
    private final Map<String, NodeIdentity> known = new HashMap<>();

    /** {@code guard} throws while no identity may be given out. */
    Identities(StateFolder state, Clock clock, RandomSource random, Runnable guard) {
        this.state = state;
        this.clock = clock;
        this.random = random;
        this.guard = guard;
        derived = new DerivingKeys(state, random, guard);
    }

    DerivingKeys derived() {
        return derived;
    }

    synchronized Identity open(String networkId) {
        guard.run();
        return known.computeIfAbsent(networkId, id -> NodeIdentity.open(id, state, clock, random));
    }

    /** Keeps a family's key, and those that were given out prove it from now on. The seed is wiped. */
    synchronized byte[] installFamily(byte[] seed, boolean replace) {
        try {
            guard.run();
            byte[] open = new FamilyKey(state).install(seed, replace);
            known.values().forEach(identity -> identity.join(seed.clone()));
            return open;
        } finally {
            Bytes.wipe(seed);
        }
    }

    /** The vault is locked: all that were given out refuse until {@link #revive}. */
    synchronized void drop() {
        known.values().forEach(NodeIdentity::drop);
    }

    /** The vault is open: those that were given out go on. One that cannot is opened anew by who asks, and told why. */
    synchronized void revive() {
        known.values().removeIf(identity -> !revives(identity));
    }

    private static boolean revives(NodeIdentity identity) {
        try {
            identity.revive();
            return true;
        } catch (QGateException refused) {
            identity.drop();
            return false;
        }
    }

    /** Another version has them from now on: those that were given out refuse for ever. */
    synchronized void forget() {
        drop();
        known.clear();
    }
}
