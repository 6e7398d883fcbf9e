package org.qgate.crypto.internal;

import java.util.HashMap;
import java.util.Map;
import org.qgate.api.base.Clock;
import org.qgate.api.base.StateFolder;
import org.qgate.api.crypto.Identity;
import org.qgate.api.crypto.RandomSource;
import org.qgate.crypto.internal.identity.NodeIdentity;

/** The node's identities, one in each network, opened when they are asked for. Thread-safe. */
final class Identities {
    private final StateFolder state;
    private final Clock clock;
    private final RandomSource random;
    private final Runnable guard;
    private final Map<String, NodeIdentity> open = new HashMap<>();

    /** {@code guard} throws while no identity may be given out. */
    Identities(StateFolder state, Clock clock, RandomSource random, Runnable guard) {
        this.state = state;
        this.clock = clock;
        this.random = random;
        this.guard = guard;
    }

    synchronized Identity open(String networkId) {
        guard.run();
        return open.computeIfAbsent(networkId, id -> NodeIdentity.open(id, state, clock, random));
    }

    /** Forgets all: the guard lets nobody in until they may be opened anew. */
    synchronized void forget() {
        open.clear();
    }
}
