package org.qgate.shell.internal.command;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Set;
import org.qgate.shell.internal.UsageException;

/** A file with one passphrase, UTF-8; one line end behind it does not count. */
final class PassphraseFile {
    private static final int LARGEST = 4_096;
    private static final Set<PosixFilePermission> OWNER =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private PassphraseFile() {}

    /**
     * Reads it.
     *
     * @throws UsageException when it is not there, empty, too large, no text, or open to others than its owner
     */
    static char[] read(String named) {
        Path file = Path.of(named);
        if (!file.isAbsolute() || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new UsageException("--passphrase-file names a file by its absolute path; there is none at " + named);
        }
        byte[] content = null;
        try {
            requirePrivate(file);
            if (Files.size(file) > LARGEST) {
                throw new UsageException(named + " has more than " + LARGEST + " bytes: it is no passphrase");
            }
            content = Files.readAllBytes(file);
            return text(named, content);
        } catch (IOException unreadable) {
            throw new UsageException("cannot read " + named);
        } finally {
            if (content != null) {
                Arrays.fill(content, (byte) 0);
            }
        }
    }

    private static void requirePrivate(Path file) throws IOException {
        if (!OWNER.containsAll(Files.getPosixFilePermissions(file))) {
            throw new UsageException(file + " can be read by others: chmod 600 " + file);
        }
    }

    private static char[] text(String named, byte[] content) {
        int length = content.length;
        if (length > 0 && content[length - 1] == '\n') {
            length--;
        }
        if (length > 0 && content[length - 1] == '\r') {
            length--;
        }
        if (length == 0) {
            throw new UsageException(named + " is empty");
        }
        try {
            CharBuffer decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content, 0, length));
            char[] passphrase = new char[decoded.remaining()];
            decoded.duplicate().get(passphrase);
            Arrays.fill(decoded.array(), '\0');
            return passphrase;
        } catch (CharacterCodingException noText) {
            throw new UsageException(named + " is not UTF-8 text");
        }
    }
}
