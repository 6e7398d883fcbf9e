package org.qgate.crypto.internal;

import org.qgate.api.base.Clock;
import org.qgate.api.base.StateFolder;
import org.qgate.api.crypto.RandomSource;
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

    /**
     * Unlocks nothing.
     *
     * @param outside told of the vault's changes
     * @throws org.qgate.api.error.QGateException when a cipher answers wrong
     */
    NodeCrypto(StateFolder state, Clock clock, Credentials credentials, HomeFolders home, VaultListener outside) {
        RandomSource random = new OsRandom();
        SpeedProbe probe = SpeedProbe.tested();
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
        provider = new CryptoProvider(random, identities, clock, probe, LinkLimits.STANDARD);
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

    /** Forgets what it had opened. */
    void forget() {
        identities.forget();
    }
}
