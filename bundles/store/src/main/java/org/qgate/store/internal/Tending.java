package org.qgate.store.internal;

import java.time.Duration;
import org.qgate.api.base.Current;
import org.qgate.api.base.Health;
import org.qgate.api.base.HealthState;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.StoreError;
import org.qgate.api.error.VaultError;
import org.qgate.api.store.OpenStore;
import org.qgate.api.vault.Vault;

/**
 * What an open store needs in the background: room is freed, what is over goes, the bedrock's lines come in, the vault hears how far the store has come.
 * One thread at a time, except for {@link #anchor}.
 */
final class Tending {
    /** How long somebody waits for a provider that is being replaced. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final String SUBSYSTEM = "store.upkeep";
    /** Turns between two looks at what there is to do, when there was nothing. */
    private static final int PAUSE = 10;
    /** Steps of one turn, so that whoever waits for the worker does not wait long. */
    private static final int STEPS = 4;

    private final Current<Vault> vault;
    private final Health health;
    private final NodeHistory history;
    private OpenStore known;
    private int pause;

    Tending(Current<Vault> vault, Health health, NodeHistory history) {
        this.vault = vault;
        this.history = history;
        this.health = health;
    }

    void turn(OpenStore store) {
        try {
            if (known != store) {
                history.recall(store);
                known = store;
            }
            history.take(store);
            anchor(store);
            if (pause-- <= 0) {
                pause = more(store) ? 0 : PAUSE;
                health.forget(SUBSYSTEM);
            }
        } catch (QGateException failed) {
            pause = PAUSE;
            if (failed.code() != StoreError.CLOSED && failed.code() != VaultError.LOCKED) {
                health.failed(SUBSYSTEM, HealthState.WARN, failed);
            }
        }
    }

    private static boolean more(OpenStore store) {
        for (int i = 0; i < STEPS; i++) {
            if (!store.tend()) {
                return false;
            }
        }
        return true;
    }

    /** Says how far the store has come. */
    void anchor(OpenStore store) {
        vault.now().ifPresent(now -> now.anchor(store.latest()));
    }
}
