package org.qgate.crypto.internal.vault;

import java.util.HexFormat;
import org.qgate.api.error.QGateException;
import org.qgate.api.vault.Freshness;
import org.qgate.api.vault.KeyPlace;
import org.qgate.api.vault.VaultState;
import org.qgate.api.vault.VaultStatus;

/**
 * What the vault holds at a moment. Immutable, except that the ring is wiped when it is replaced.
 *
 * @param state absent, locked, unlocked
 * @param header as last read or written; null when absent or unreadable
 * @param ring null unless unlocked
 * @param medium of the key file named last, or null
 * @param awaited whether the vault unlocks itself when the key file is there again
 * @param reason why it is locked
 */
record Held(VaultState state, Header header, KeyRing ring, Medium medium, boolean awaited, String reason) {
    static final Held ABSENT = new Held(VaultState.ABSENT, null, null, null, false, "");

    static Held locked(Header header, Medium medium, boolean awaited, String reason) {
        return new Held(VaultState.LOCKED, header, null, medium, awaited, reason);
    }

    static Held unreadable(QGateException why) {
        return locked(null, null, false, why.getMessage());
    }

    static Held unlocked(Header header, KeyRing ring, Medium medium, boolean alone) {
        return new Held(VaultState.UNLOCKED, header, ring, medium, alone, "");
    }

    Held with(Header other) {
        return new Held(state, other, ring, medium, awaited, reason);
    }

    VaultStatus status(Freshness freshness) {
        boolean open = state == VaultState.UNLOCKED;
        return new VaultStatus(
                state,
                header == null ? "" : HexFormat.of().formatHex(header.id()),
                open ? header.newest().number() : 0,
                open ? header.epochs().size() : 0,
                medium == null ? "" : medium.file().toString(),
                medium == null ? KeyPlace.UNKNOWN : medium.place(),
                header != null && header.hasPassphrase(),
                header != null && header.hasRecovery(),
                reason,
                freshness);
    }
}
