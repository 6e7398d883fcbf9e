package org.qgate.crypto.internal.vault;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.VaultError;

/** The header's file. */
final class HeaderStore {
    private static final String NAME = "header";

    private final Path file;

    HeaderStore(Path folder) {
        file = folder.resolve(NAME);
    }

    /** The file's content, and what it says. */
    record Stored(byte[] content, Header header) {}

    /** Reads it; empty when there is no vault. */
    Optional<Stored> read() {
        try {
            return PrivateFile.read(file, HeaderForm.LARGEST)
                    .map(content -> new Stored(content, HeaderForm.read(content)));
        } catch (IOException failed) {
            throw VaultRefusals.damaged(
                    "cannot be read: " + failed.getClass().getSimpleName() + " " + failed.getMessage());
        }
    }

    /** Writes it durably and overwrites the one before. */
    void write(Header header, byte[] kek) {
        try {
            PrivateFile.write(file, HeaderForm.write(header, kek));
        } catch (IOException failed) {
            String how = failed.getClass().getSimpleName() + " " + failed.getMessage();
            throw new QGateException(VaultError.NOT_WRITTEN, file + ": " + how, failed);
        }
    }
}
