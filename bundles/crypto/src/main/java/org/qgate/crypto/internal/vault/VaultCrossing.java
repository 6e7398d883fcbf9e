package org.qgate.crypto.internal.vault;

import java.nio.ByteBuffer;
import java.util.function.Supplier;

/** What is held goes from one version of the vault to the next. One call at a time. */
final class VaultCrossing {
    private final VaultGround ground;
    private final HeaderStore store;
    private final Witness witness;
    private final KeyHolder keys;
    private final Supplier<Held> found;

    /** {@code found} reads what is on disk. */
    VaultCrossing(VaultGround ground, HeaderStore store, Witness witness, KeyHolder keys, Supplier<Held> found) {
        this.ground = ground;
        this.store = store;
        this.witness = witness;
        this.keys = keys;
        this.found = found;
    }

    ByteBuffer freeze() {
        return keys.freeze(held -> VaultEscrow.write(held, witness.latest()));
    }

    Held thaw(ByteBuffer escrow) {
        VaultEscrow read = VaultEscrow.read(escrow);
        try {
            Held next = read.kek().isEmpty() ? shut(read) : open(read);
            keys.thaw(next);
            witness.tell(read.latest());
            if (next.ring() != null) {
                witness.begin(null);
            }
            return next;
        } finally {
            read.wipe();
        }
    }

    private Held shut(VaultEscrow read) {
        Held now = found.get();
        return now.header() == null ? now : read.locked(now.header());
    }

    private Held open(VaultEscrow read) {
        HeaderStore.Stored stored = store.read().orElseThrow(VaultRefusals::absent);
        try (Unwrapped found = Unwrapped.of(stored, read.kek().get().clone(), read.awaited())) {
            return found.held(read.medium(), ground.ciphers(), ground.random(), read.awaited());
        }
    }

    /** Nobody goes on with it here: users of keys are let go on, who find nothing. */
    void leave() {
        keys.leave();
        Held now = keys.held();
        if (now.ring() != null) {
            keys.replace(Held.locked(now.header(), now.medium(), false, "another version has the keys"));
        }
    }
}
