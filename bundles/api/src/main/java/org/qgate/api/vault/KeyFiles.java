package org.qgate.api.vault;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the keys of a vault lie. A file that is not there is made, with mode 0600; one that is there is used and never
 * overwritten, so a file that holds anything else is refused.
 *
 * @param key the key file for daily use
 * @param recovery a second one, to be put away, that unlocks without any passphrase; or empty for none
 */
public record KeyFiles(Path key, Optional<Path> recovery) {
    /** Without recovery: who loses the file loses everything. */
    public static KeyFiles only(Path key) {
        return new KeyFiles(key, Optional.empty());
    }

    /** With a second key file. */
    public static KeyFiles with(Path key, Path recovery) {
        return new KeyFiles(key, Optional.of(recovery));
    }
}
