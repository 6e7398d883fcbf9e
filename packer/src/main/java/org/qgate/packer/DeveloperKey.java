package org.qgate.packer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.qgate.qsx.sign.PublisherKey;
import org.qgate.release.SecretKey;

/**
 * The key of whoever works on an extender, in a folder of that project: made at the first build that names no publisher's
 * key. A node takes its packages only while {@code extender:dev} looks at the project, so each build has a version of its
 * own: what was built later is newer, and no two builds have the same version.
 */
final class DeveloperKey {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("'dev'uuuuMMddHHmmssSSS");

    private final Path file;

    /** Lies where it is said to, with its public half beside it. */
    DeveloperKey(Path file) {
        this.file = file;
    }

    /** Returns the key. */
    SecretKey secret() throws IOException {
        if (Files.exists(file)) {
            return SecretKey.read(file);
        }
        SecretKey made = SecretKey.make(file);
        // Secret and of no use to anybody else: it does not belong into anybody's repository.
        Files.writeString(file.resolveSibling(".gitignore"), "*\n");
        return made;
    }

    /** Writes its public half for {@code extender:dev}, under the name that the package has. */
    void publish(PublisherKey publisher) throws IOException {
        Files.write(file.resolveSibling(file.getFileName() + KeyMojo.PUBLIC), publisher.encode());
    }

    /** Returns what a version ends with that was built at a moment. */
    static String qualifier(Instant built) {
        return STAMP.format(built.atOffset(ZoneOffset.UTC));
    }
}
