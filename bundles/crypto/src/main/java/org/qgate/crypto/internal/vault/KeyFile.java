package org.qgate.crypto.internal.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.qgate.api.crypto.RandomSource;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.VaultError;
import org.qgate.common.wire.WireWriter;
import org.qgate.crypto.internal.primitive.Bytes;
import org.qgate.crypto.internal.primitive.Hkdf;

/**
 * What a key file holds: a public name, so that a wrong file is told apart from damage, and the secret. Written once and
 * never changed.
 */
final class KeyFile {
    /** Bytes of a name. */
    static final int NAME = 16;

    static final int SECRET = 32;
    private static final byte[] MAGIC = "QGATEKEY".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int START = MAGIC.length + 2;
    private static final int CHECKSUM = 16;
    private static final int LENGTH = START + NAME + SECRET + CHECKSUM;
    private static final int LARGEST = 4096;

    private final byte[] name;
    private final byte[] secret;

    private KeyFile(byte[] name, byte[] secret) {
        this.name = name;
        this.secret = secret;
    }

    byte[] name() {
        return name;
    }

    byte[] secret() {
        return secret;
    }

    void wipe() {
        Bytes.wipe(secret);
    }

    /**
     * Reads a key file.
     *
     * @throws QGateException QG-VLT-0004 when it is not there, damaged or something else, QG-VLT-0011 when newer
     */
    static KeyFile read(Path file) {
        return find(file).orElseThrow(() -> VaultRefusals.keyFile(file, "is not there"));
    }

    /** Reads a key file, or makes it when nothing is there; of two that make it at once the second one reads the first's. */
    static KeyFile readOrMake(Path file, RandomSource random) {
        return find(file).or(() -> make(file, random)).orElseGet(() -> read(file));
    }

    private static Optional<KeyFile> find(Path file) {
        try {
            return PrivateFile.read(file, LARGEST).map(content -> parse(file, content));
        } catch (IOException failed) {
            throw VaultRefusals.keyFile(file, failed);
        }
    }

    private static KeyFile parse(Path file, byte[] content) {
        try {
            if (content.length < START || !Arrays.equals(content, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
                throw VaultRefusals.keyFile(file, "is not a key file");
            }
            int version = (content[MAGIC.length] & 255) << 8 | content[MAGIC.length + 1] & 255;
            if (version > VERSION) {
                throw new QGateException(VaultError.TOO_NEW, file + " has version " + version);
            }
            int body = LENGTH - CHECKSUM;
            if (content.length != LENGTH || !Bytes.same(checksum(content, body), 0, content, body, CHECKSUM)) {
                throw VaultRefusals.keyFile(file, "is damaged");
            }
            return new KeyFile(
                    Arrays.copyOfRange(content, START, START + NAME), Arrays.copyOfRange(content, START + NAME, body));
        } finally {
            Bytes.wipe(content);
        }
    }

    private static Optional<KeyFile> make(Path file, RandomSource random) {
        KeyFile made = new KeyFile(random.bytes(NAME), random.bytes(SECRET));
        WireWriter out = new WireWriter(LENGTH)
                .bytes(MAGIC)
                .u16(VERSION)
                .bytes(made.name)
                .bytes(made.secret);
        byte[] body = out.toBytes();
        byte[] content = out.bytes(checksum(body, body.length), 0, CHECKSUM).toBytes();
        try {
            return PrivateFile.create(file, content) ? Optional.of(made) : Optional.empty();
        } catch (IOException failed) {
            throw VaultRefusals.keyFile(file, failed);
        } finally {
            Bytes.wipe(body, content);
            out.wipe();
        }
    }

    private static byte[] checksum(byte[] content, int length) {
        byte[] body = Arrays.copyOf(content, length);
        byte[] checksum = Hkdf.sha256(body);
        Bytes.wipe(body);
        return checksum;
    }
}
