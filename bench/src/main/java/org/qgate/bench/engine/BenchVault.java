package org.qgate.bench.engine;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.qgate.api.base.Clock;
import org.qgate.api.crypto.RandomSource;
import org.qgate.api.vault.KeyFiles;
import org.qgate.api.vault.Vault;
import org.qgate.crypto.internal.CryptoProvider;
import org.qgate.crypto.internal.primitive.Argon2;
import org.qgate.crypto.internal.primitive.Ciphers;
import org.qgate.crypto.internal.vault.NodeVault;
import org.qgate.sim.SimDisk;

/** The vault as a node has it, its key file beside it. */
final class BenchVault {
    /** There is no passphrase: what its stretching costs is not what is measured. */
    private static final Argon2 QUICK = new Argon2(32, 1, 1);

    private BenchVault() {}

    /** The machine's own clock. */
    static final Clock CLOCK = new Clock() {
        @Override
        public long wallMs() {
            return System.currentTimeMillis();
        }

        @Override
        public long monoNs() {
            return System.nanoTime();
        }
    };

    static RandomSource random() {
        return CryptoProvider.tested(new SimDisk(), CLOCK).random();
    }

    /** Makes the vault of a folder, or unlocks the one that is there. */
    static Vault of(Path folder, RandomSource random) throws IOException {
        Files.createDirectories(folder);
        NodeVault vault = new NodeVault(folder, random, CLOCK, ciphers(), QUICK, state -> {});
        Path key = folder.resolve("bench.key");
        if (Files.exists(key)) {
            vault.unlock(key, null);
        } else {
            vault.create(KeyFiles.only(key), null);
        }
        return vault;
    }

    /** What a node on this machine uses (ADR 0006). */
    private static Ciphers ciphers() {
        AmazonCorrettoCryptoProvider swift = AmazonCorrettoCryptoProvider.INSTANCE;
        return swift.getLoadingError() == null ? Ciphers.standard().with(swift) : Ciphers.standard();
    }
}
