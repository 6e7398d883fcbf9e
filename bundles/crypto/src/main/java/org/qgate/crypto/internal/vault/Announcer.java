package org.qgate.crypto.internal.vault;

import org.qgate.api.vault.VaultListener;
import org.qgate.api.vault.VaultState;
import org.qgate.api.vault.VaultStatus;

/** Tells of changes of state, one after the other, without any lock that a user of keys waits for. Thread-safe. */
final class Announcer {
    private final KeyHolder keys;
    private final Witness witness;
    private final VaultListener listener;
    private VaultState told;

    Announcer(KeyHolder keys, Witness witness, VaultListener listener) {
        this.keys = keys;
        this.witness = witness;
        this.listener = listener;
        told = keys.held().state();
    }

    /** Tells what is so now, unless it was told before or another version tells. */
    synchronized VaultStatus tell() {
        VaultStatus now = keys.status(witness.freshness());
        if (now.state() != told && !keys.closed()) {
            told = now.state();
            listener.vaultChanged(told);
        }
        return now;
    }

    /** Whoever was told before was told by another version. */
    synchronized void known(VaultState state) {
        told = state;
    }
}
