package org.qgate.crypto.internal.vault;

import java.nio.file.Path;
import java.util.Arrays;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.VaultError;
import org.qgate.api.vault.VaultState;

/**
 * Locks when the key file goes, unlocks when it comes, as far as nobody has to type for it. A medium may hang: it is asked
 * without any lock, and what was found counts if nothing has changed meanwhile.
 */
final class MediumWatch {
    private final VaultGround ground;
    private final HeaderStore store;
    private final Witness witness;
    private final KeyHolder keys;
    private final Object changes;

    /** {@code changes} is the monitor of whoever changes what is held. */
    MediumWatch(VaultGround ground, HeaderStore store, Witness witness, KeyHolder keys, Object changes) {
        this.ground = ground;
        this.store = store;
        this.witness = witness;
        this.keys = keys;
        this.changes = changes;
    }

    /** From now on a locked vault waits for this key file. */
    void await(Path file) {
        Held now = keys.held();
        if (now.state() == VaultState.LOCKED && now.header() != null) {
            Path whole = file.toAbsolutePath();
            replace(now, Held.locked(now.header(), Medium.of(whole), true, whole + " is not there"));
        }
    }

    /** Returns whether the vault was unlocked by this look. */
    boolean look() {
        Held now = keys.held();
        if (now.medium() == null || keys.closed()) {
            return false;
        }
        boolean there = now.medium().present();
        if (now.ring() != null && !there) {
            String reason = now.medium().file() + " was removed";
            replace(now, Held.locked(now.header(), now.medium(), now.awaited(), reason));
        }
        return now.ring() == null && now.awaited() && there && comeBack(now);
    }

    private boolean replace(Held now, Held next) {
        synchronized (changes) {
            boolean unchanged = keys.held() == now && !keys.closed();
            if (unchanged) {
                keys.replace(next);
            } else if (next.ring() != null) {
                next.ring().wipe();
            }
            return unchanged;
        }
    }

    private boolean comeBack(Held now) {
        Path file = now.medium().file();
        char[] passphrase = null;
        try {
            passphrase = ground.unattended().passphrase();
            try (Unwrapped found = Unwrapped.open(store, witness, file, passphrase)) {
                boolean back = replace(now, found.held(Medium.of(file), ground.ciphers(), ground.random(), true));
                if (back) {
                    witness.begin(found.seen());
                }
                return back;
            }
        } catch (QGateException refused) {
            // Another file lies there now, or the medium is not ready yet: the next look tries again. A passphrase that
            // is
            // missing or wrong does not get better by itself, and each try costs 64 MiB and a second.
            boolean again = passphrase == null && refused.code() != VaultError.PASSPHRASE;
            replace(now, Held.locked(now.header(), now.medium(), again, refused.getMessage()));
            return false;
        } finally {
            wipe(passphrase);
        }
    }

    static void wipe(char[] passphrase) {
        if (passphrase != null) {
            Arrays.fill(passphrase, '\0');
        }
    }
}
