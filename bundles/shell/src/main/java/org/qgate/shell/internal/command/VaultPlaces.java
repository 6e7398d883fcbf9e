package org.qgate.shell.internal.command;

import java.nio.file.Path;
import java.util.Optional;
import org.qgate.api.vault.VaultStatus;
import org.qgate.shell.internal.UsageException;

/** Which key files are meant. */
public final class VaultPlaces {
    private VaultPlaces() {}

    /** Returns the file that was named, or the one that the vault named last. */
    static Path key(String named, VaultStatus status) {
        if (named != null) {
            return file("--key", named);
        }
        if (status.keyFile().isEmpty()) {
            throw new UsageException("no key file was named since the node started: give --key FILE");
        }
        return Path.of(status.keyFile());
    }

    /** Returns a file by its absolute path: the node's own working folder is no place that an operator knows. */
    public static Path file(String option, String named) {
        Path file = Path.of(named);
        if (!file.isAbsolute()) {
            throw new UsageException(option + " names a file by its absolute path, not " + named);
        }
        return file.normalize();
    }

    /** Returns a file that may be left out. */
    static Optional<Path> optional(String option, String named) {
        return named == null ? Optional.empty() : Optional.of(file(option, named));
    }
}
