package org.qgate.crypto.internal;

import org.qgate.api.base.Clock;
import org.qgate.api.base.Scheduler;
import org.qgate.api.base.StateFolder;
import org.qgate.api.vault.VaultListener;
import org.qgate.api.vault.VaultState;
import org.qgate.crypto.internal.link.LinkLimits;
import org.qgate.crypto.internal.primitive.Argon2;
import org.qgate.crypto.internal.vault.Credentials;
import org.qgate.crypto.internal.vault.HomeFolders;
import org.qgate.crypto.internal.vault.NodeVault;
import org.qgate.crypto.internal.vault.SealedFolder;
import org.qgate.crypto.internal.vault.VaultGround;

/** The cryptography of a node: tested ciphers, the vault over them, and identities that are there while it is open. */
final class NodeCrypto {
    private static final String FOLDER = "crypto";

    private final CryptoProvider provider;
    private final Identities identities;
    private final NodeVault vault;
    private final QuantumSeeds seeds;

    /**
     * Unlocks nothing.
     *
     * @param outside told of the vault's changes
     * @throws org.qgate.api.error.QGateException when a cipher answers wrong
     */
    NodeCrypto(
            StateFolder state,
            Clock clock,
            Scheduler scheduler,
            Credentials credentials,
            HomeFolders home,
            VaultListener outside) {
        SpeedProbe probe = SpeedProbe.tested();
        OsRandom system = new OsRandom();
        MixedRandom random = new MixedRandom(system, probe.ciphers());
        seeds = new QuantumSeeds(random, clock, scheduler, system.algorithm());
        SealedFolder files = new SealedFolder(state, FOLDER);
        VaultGround ground = VaultGround.bare(
                        state.path().resolve(FOLDER).resolve("vault"),
                        random,
                        clock,
                        probe.ciphers(),
                        Argon2.RECOMMENDED)
                .owning(files)
                .unattended(credentials)
                .in(home);
        vault = new NodeVault(ground, now -> changed(now, outside));
        files.use(vault);
        identities = new Identities(files, clock, random, vault::requireUnlocked);
        provider = new CryptoProvider(random, identities, clock, probe, LinkLimits.STANDARD, seeds::status);
    }

    private void changed(VaultState now, VaultListener outside) {
        if (now == VaultState.UNLOCKED) {
            identities.revive();
        } else {
            identities.drop();
        }
        outside.vaultChanged(now);
    }

    CryptoProvider provider() {
        return provider;
    }

    NodeVault vault() {
        return vault;
    }

    QuantumSeeds seeds() {
        return seeds;
    }

    /** Forgets what it had opened. */
    void forget() {
        identities.forget();
    }
}
