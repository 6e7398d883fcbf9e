package org.qgate.testnet.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.qgate.api.base.Clock;
import org.qgate.api.base.StateFolder;
import org.qgate.api.crypto.Identity;
import org.qgate.api.crypto.RandomSource;
import org.qgate.crypto.internal.CryptoProvider;

/**
 * The state folder of a node of before there were vaults: identity keys in the open. Remembers every secret that they
 * were made of.
 */
final class PlainState implements StateFolder {
    private final Path folder;
    private final List<byte[]> secrets = new ArrayList<>();

    PlainState(Path folder) {
        this.folder = folder;
    }

    /** Makes a node's keys, and writes them as nodes used to. */
    Identity identity(String network) {
        SecureRandom generator = new SecureRandom();
        RandomSource random = (out, offset, length) -> {
            byte[] drawn = new byte[length];
            generator.nextBytes(drawn);
            System.arraycopy(drawn, 0, out, offset, length);
            secrets.add(drawn);
        };
        return new CryptoProvider(random, this, new Now()).identity(network);
    }

    List<byte[]> secrets() {
        return secrets;
    }

    private static final class Now implements Clock {
        @Override
        public long wallMs() {
            return System.currentTimeMillis();
        }

        @Override
        public long monoNs() {
            return System.nanoTime();
        }
    }

    @Override
    public Path path() {
        return folder;
    }

    @Override
    public Optional<byte[]> read(String name) {
        Path file = folder.resolve(name);
        try {
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void write(String name, byte[] content) {
        Path file = folder.resolve(name);
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void delete(String name) {
        throw new UnsupportedOperationException("new keys delete nothing");
    }

    @Override
    public List<String> list(String below) {
        throw new UnsupportedOperationException("new keys list nothing");
    }
}
