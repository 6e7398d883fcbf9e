package org.qgate.crypto.internal;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.qgate.api.base.Clock;
import org.qgate.api.base.Health;
import org.qgate.api.base.HealthReport;
import org.qgate.api.base.Scheduler;
import org.qgate.api.base.Workers;
import org.qgate.api.error.QGateException;
import org.qgate.api.vault.KeyFiles;
import org.qgate.api.vault.VaultState;
import org.qgate.crypto.internal.vault.Credentials;
import org.qgate.crypto.internal.vault.NodeVault;

/**
 * Looks after the node's vault: makes or unlocks it at the start, watches the medium, says how it is. All that may block
 * runs on a thread of its own, for a medium may hang. Thread-safe.
 */
final class VaultKeeper {
    private static final long LOOK_MS = 1_000;
    /** Between two attempts to make a vault. */
    private static final long AGAIN_NS = 10_000_000_000L;

    private final NodeVault vault;
    private final Credentials credentials;
    private final UnaryOperator<String> environment;
    private final Scheduler scheduler;
    private final Clock clock;
    private final Health health;
    private volatile CryptoSettings settings;
    private boolean begun;
    private QGateException refused;
    private long refusedNs;
    private HealthReport said;
    private VaultState anchored;
    private long anchoredNs;
    private final Object turns = new Object();
    private Workers worker;
    private AutoCloseable timer;

    /** Begins nothing. */
    VaultKeeper(
            NodeVault vault,
            Credentials credentials,
            UnaryOperator<String> environment,
            Scheduler scheduler,
            Clock clock,
            Health health) {
        this.vault = vault;
        this.credentials = credentials;
        this.environment = environment;
        this.scheduler = scheduler;
        this.clock = clock;
        this.health = health;
    }

    /** Takes settings; what they say of the key file counts for a vault that has not been unlocked yet. */
    synchronized void configure(CryptoSettings next) {
        settings = next;
        begun = false;
        refused = null;
    }

    /** Returns what holds; nothing while no configuration could be read. */
    Optional<CryptoSettings> settings() {
        return Optional.ofNullable(settings);
    }

    /** The vault came from another version as it is: there is nothing to begin with. */
    synchronized void goOn() {
        begun = true;
    }

    /** Makes or unlocks the vault, if that can be done now. Blocking. */
    synchronized void look() {
        if (vault.away()) {
            return;
        }
        if (settings != null && !begun) {
            begin(settings);
        }
        vault.look();
        anchor();
        HealthReport now = VaultHealth.of(vault.status(), refused);
        if (!vault.away() && !now.equals(said)) {
            said = now;
            health.report(now);
        }
    }

    /** At every change of state, and now and then: so that what is written is never much older than what happened. */
    private void anchor() {
        VaultState state = vault.status().state();
        long now = clock.monoNs();
        if (state != anchored || settings != null && now - anchoredNs >= settings.anchorMs() * 1_000_000) {
            anchored = state;
            anchoredNs = now;
            vault.renewAnchor();
        }
    }

    private void begin(CryptoSettings with) {
        boolean absent = vault.status().state() == VaultState.ABSENT;
        if (absent && !with.create() || refused != null && clock.monoNs() - refusedNs < AGAIN_NS) {
            return;
        }
        try {
            KeyFiles files = with.files(environment);
            if (absent) {
                vault.create(files, credentials.passphrase());
            } else {
                vault.await(files.key());
            }
            begun = true;
            refused = null;
        } catch (QGateException failed) {
            refused = failed;
            refusedNs = clock.monoNs();
        }
    }

    /** Looks every second from now on. */
    void watch() {
        synchronized (turns) {
            if (worker == null) {
                worker = scheduler.workers("vault", 1, 1);
            }
            if (timer == null) {
                Workers looking = worker;
                timer = scheduler.schedule("vault", 0, LOOK_MS, () -> looking.offer(this::look));
            }
        }
    }

    /** Looks no more until the next {@link #watch}. Waits for nobody. */
    void rest() {
        synchronized (turns) {
            if (timer != null) {
                close(timer);
                timer = null;
            }
        }
    }

    /** Frees the thread. */
    void end() {
        synchronized (turns) {
            rest();
            if (worker != null) {
                worker.close();
                worker = null;
            }
        }
    }

    private static void close(AutoCloseable timer) {
        try {
            timer.close();
        } catch (Exception impossible) {
            throw new IllegalStateException("cancelling a timer failed", impossible);
        }
    }
}
