package org.qgate.crypto.internal.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.VaultError;
import org.qgate.crypto.internal.primitive.Bytes;

/**
 * Secrets that are given to a node without anybody there: by a file that the configuration names, or by systemd, which
 * puts credentials into a folder of the service's own (systemd.exec(5), LoadCredential). Thread-safe.
 */
public final class Credentials implements Unattended {
    private static final String FOLDER = "CREDENTIALS_DIRECTORY";
    private static final String PASSPHRASE = "qgate-vault-passphrase";
    private static final String KEY = "qgate-vault-key";
    private static final int LONGEST = 4096;

    private final Supplier<Optional<Path>> file;
    private final UnaryOperator<String> environment;
    private final HomeFolders home;

    /**
     * Reads nothing yet.
     *
     * @param file the configured file with the passphrase
     * @param home where no secret may lie
     */
    public Credentials(Supplier<Optional<Path>> file, UnaryOperator<String> environment, HomeFolders home) {
        this.file = file;
        this.environment = environment;
        this.home = home;
    }

    /** Returns the key file that the service manager gave, if it did. */
    public static Optional<Path> key(UnaryOperator<String> environment) {
        return credential(environment, KEY);
    }

    private static Optional<Path> credential(UnaryOperator<String> environment, String name) {
        String folder = environment.apply(FOLDER);
        return folder == null || folder.isEmpty()
                ? Optional.empty()
                : Optional.of(Path.of(folder, name)).filter(Files::exists);
    }

    private Optional<Path> source() {
        return file.get().or(() -> credential(environment, PASSPHRASE));
    }

    @Override
    public boolean answers() {
        return source().isPresent();
    }

    @Override
    public char[] passphrase() {
        return source().map(this::read).orElse(null);
    }

    private char[] read(Path source) {
        if (home.holds(source)) {
            throw refused(source, "lies in the node's own folder", null);
        }
        try {
            byte[] content = PrivateFile.read(source, LONGEST).orElseThrow(() -> refused(source, "is not there", null));
            try {
                return text(content);
            } finally {
                Bytes.wipe(content);
            }
        } catch (CharacterCodingException notText) {
            throw refused(source, "is not UTF-8", notText);
        } catch (IOException failed) {
            throw refused(source, failed.getClass().getSimpleName() + " " + failed.getMessage(), failed);
        }
    }

    /** One line: what editors put at its end does not count. */
    private static char[] text(byte[] content) throws CharacterCodingException {
        int length = content.length;
        while (length > 0 && (content[length - 1] == '\n' || content[length - 1] == '\r')) {
            length--;
        }
        CharBuffer decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content, 0, length));
        char[] text = new char[decoded.remaining()];
        decoded.get(text);
        Arrays.fill(decoded.array(), '\0');
        return text;
    }

    private static QGateException refused(Path source, String how, Exception cause) {
        return new QGateException(VaultError.PASSPHRASE, "the passphrase's file " + source + " " + how, cause);
    }
}
