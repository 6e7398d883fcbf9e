package org.qgate.crypto.internal.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.VaultError;

/** The node's own folders: who copies them must not have the key with them. Immutable. */
public record HomeFolders(List<Path> folders) {
    /** No folders. */
    static final HomeFolders NONE = new HomeFolders(List.of());

    /**
     * Refuses a key file that would lie inside.
     *
     * @throws QGateException QG-VLT-0015
     */
    void refuseKey(Path file) {
        if (holds(file)) {
            throw new QGateException(VaultError.KEY_PLACE, file + " lies in the node's own folder");
        }
    }

    /** Whether a path, which need not exist, lies in one of them, links followed. */
    boolean holds(Path path) {
        Path real = real(path);
        return folders.stream().anyMatch(folder -> real.startsWith(real(folder)));
    }

    /** The real path of what exists of it, and the rest as it is. */
    private static Path real(Path path) {
        Path whole = path.toAbsolutePath().normalize();
        for (Path there = whole; there != null; there = there.getParent()) {
            if (Files.exists(there)) {
                try {
                    return there.toRealPath().resolve(there.relativize(whole)).normalize();
                } catch (IOException gone) {
                    return whole; // it went between the two looks
                }
            }
        }
        return whole;
    }
}
