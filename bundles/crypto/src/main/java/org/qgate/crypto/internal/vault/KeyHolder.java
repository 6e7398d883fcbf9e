package org.qgate.crypto.internal.vault;

import java.nio.ByteBuffer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.qgate.api.error.QGateException;
import org.qgate.api.vault.Freshness;
import org.qgate.api.vault.VaultState;
import org.qgate.api.vault.VaultStatus;

/**
 * What the vault holds, and the order between those who use its keys and whoever changes them. Using is thread-safe; changes
 * come one at a time.
 */
final class KeyHolder {
    private final KeyUsers users = new KeyUsers(KeyUsers.PATIENCE_MS);
    private volatile Held held;
    private volatile boolean left;
    private volatile Held underway;

    KeyHolder(Held first) {
        held = first;
    }

    Held held() {
        return held;
    }

    /** Returns what is said outside: on the way to another version nothing has changed. */
    VaultStatus status(Freshness freshness) {
        Held given = underway;
        return (given == null ? held : given).status(freshness);
    }

    /** Uses the keys while nobody changes them. */
    int use(ToIntFunction<KeyRing> work) {
        users.enter();
        try {
            return work.applyAsInt(unlocked());
        } finally {
            users.exit();
        }
    }

    /** Returns the keys for a change, or says why there are none. */
    KeyRing unlocked() {
        Held now = held;
        if (now.ring() == null) {
            throw refusal(now);
        }
        return now.ring();
    }

    private static QGateException refusal(Held now) {
        return now.state() == VaultState.ABSENT ? VaultRefusals.absent() : VaultRefusals.locked();
    }

    /** Holds something else from now on, and wipes what is no longer held. */
    void replace(Held next) {
        users.alone(() -> {
            KeyRing before = held.ring();
            held = next;
            if (before != null && before != next.ring()) {
                before.wipe();
            }
        });
    }

    /** Changes the keys themselves, and the header that tells of them. */
    void change(Header next, Runnable ofKeys) {
        users.alone(() -> {
            ofKeys.run();
            held = held.with(next);
        });
    }

    /** Whether the keys are with another version, or on their way: nothing changes here meanwhile. */
    boolean closed() {
        return left || users.frozen();
    }

    void refuseWhileClosed() {
        if (closed()) {
            throw KeyUsers.handOver();
        }
    }

    /** Keeps users out, gives what is held away, and wipes it here. */
    ByteBuffer freeze(Function<Held, ByteBuffer> write) {
        users.freeze();
        Held now = held;
        underway = now;
        ByteBuffer escrow = write.apply(now);
        if (now.ring() != null) {
            held = Held.locked(now.header(), now.medium(), now.awaited(), "handed over");
            now.ring().wipe();
        }
        return escrow;
    }

    /** Goes on with what came out of an escrow. */
    void thaw(Held next) {
        if (users.frozen()) {
            held = next;
        } else {
            replace(next);
        }
        underway = null;
        left = false;
        users.thaw();
    }

    /** Lets users in again, who find the vault locked. */
    void leave() {
        left = true;
        underway = null;
        users.thaw();
    }
}
