package org.qgate.shell.internal.command;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.qgate.shell.internal.UsageException;

/** A file with one passphrase, UTF-8; one line end behind it does not count. */
final class PassphraseFile {
    private static final int LARGEST = 4_096;

    private PassphraseFile() {}

    /**
     * Reads it.
     *
     * @throws UsageException when it is not there, empty, too large, no text, or open to others than its owner
     */
    static char[] read(String named) {
        byte[] content = SecretFile.read("--passphrase-file", named, LARGEST + 1);
        try {
            if (content.length > LARGEST) {
                throw new UsageException(named + " has more than " + LARGEST + " bytes: it is no passphrase");
            }
            return text(named, content);
        } finally {
            Arrays.fill(content, (byte) 0);
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
