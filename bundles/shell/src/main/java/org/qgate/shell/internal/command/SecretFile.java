package org.qgate.shell.internal.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.qgate.shell.internal.UsageException;

/** A file with a secret that an operator names: by its absolute path, no link, open to nobody but its owner. */
final class SecretFile {
    private static final Set<PosixFilePermission> OWNER =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private SecretFile() {}

    /**
     * Reads it.
     *
     * @param parameter that names it, for what is said when it cannot be read
     * @param most how many bytes are read of it at most
     * @return to be wiped
     * @throws UsageException when it is not there, cannot be read, or is open to others than its owner
     */
    static byte[] read(String parameter, String named, int most) {
        Path file = Path.of(named);
        if (!file.isAbsolute() || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new UsageException(parameter + " names a file by its absolute path; there is none at " + named);
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            if (!OWNER.containsAll(Files.getPosixFilePermissions(file))) {
                throw new UsageException(file + " can be read by others: chmod 600 " + file);
            }
            return in.readNBytes(most);
        } catch (IOException unreadable) {
            throw new UsageException("cannot read " + named);
        }
    }
}
