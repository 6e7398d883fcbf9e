package org.qgate.crypto.internal.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.VaultError;
import org.qgate.api.vault.Vault;
import org.qgate.api.vault.VaultState;
import org.qgate.crypto.internal.SeededRandom;
import org.qgate.crypto.internal.TestClock;
import org.qgate.crypto.internal.primitive.Argon2;
import org.qgate.crypto.internal.primitive.Ciphers;

/** A node's folder and a medium, and short words for what tests do with a vault on them. */
final class VaultBench {
    /** So little that a test does not wait. */
    static final Argon2 QUICK = new Argon2(64, 1, 1);

    static final byte[] TEXT = "what nobody else may read".getBytes(StandardCharsets.UTF_8);
    static final byte[] HERE = {1, 2, 3};

    final Path folder;
    final Path medium;
    final List<VaultState> told = new ArrayList<>();
    final SeededRandom random;

    VaultBench(Path root, long seed) {
        folder = root.resolve("node");
        medium = root.resolve("medium");
        random = new SeededRandom(seed);
    }

    Path key() {
        return medium.resolve("node.key");
    }

    Path recovery() {
        return medium.resolve("safe/recovery.key");
    }

    Path header() {
        return folder.resolve("header");
    }

    /** A vault as a node finds it at its start. */
    NodeVault vault() {
        return new NodeVault(folder, random, new TestClock(), Ciphers.standard(), QUICK, told::add);
    }

    static char[] words(String passphrase) {
        return passphrase.toCharArray();
    }

    static byte[] seal(Vault vault, String map, long epoch) {
        byte[] out = new byte[TEXT.length + Vault.OVERHEAD];
        assertEquals(out.length, vault.seal(map, epoch, HERE, TEXT, 0, TEXT.length, out, 0));
        return out;
    }

    static byte[] open(Vault vault, String map, long epoch, byte[] position, byte[] sealed) {
        byte[] out = new byte[Math.max(0, sealed.length - Vault.OVERHEAD)];
        assertEquals(out.length, vault.open(map, epoch, position, sealed, 0, sealed.length, out, 0));
        return out;
    }

    static void refused(VaultError code, Runnable call) {
        assertEquals(code.id(), assertThrows(QGateException.class, call::run).codeId());
    }

    byte[] headerBytes() {
        return read(header());
    }

    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static void write(Path file, byte[] content) {
        try {
            Files.write(file, content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static boolean contains(byte[] all, byte[] part) {
        for (int i = 0; i + part.length <= all.length; i++) {
            if (Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }
}
