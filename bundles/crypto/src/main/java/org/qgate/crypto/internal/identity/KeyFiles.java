package org.qgate.crypto.internal.identity;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import org.qgate.api.base.StateFolder;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.CryptoError;
import org.qgate.api.error.QGateException;
import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;
import org.qgate.crypto.internal.primitive.Blake3;
import org.qgate.crypto.internal.primitive.Bytes;

/**
 * The key files of one network: version, network id, content, and a checksum against damage (not against an attacker,
 * who could as well replace the whole folder).
 */
final class KeyFiles {
    static final String MASTER = "master.key";
    static final String MEDIUM = "medium.key";
    static final String ONION = "onion.key";
    private static final int VERSION = 1;
    private static final int CHECKSUM = 32;
    private static final int LARGEST = 64 * 1024;

    private final StateFolder state;
    private final String folder;
    private final byte[] network;
    private final Blake3 hashes = new Blake3();

    KeyFiles(StateFolder state, String networkId) {
        this.state = state;
        this.network = CertificateForm.utf8(networkId);
        byte[] name = hashes.blake3("qgate 1 key folder", network); // an id may hold characters that file names may not
        this.folder = "crypto/" + HexFormat.of().formatHex(name, 0, 8) + "/";
    }

    /** Reads a file; what it held is wiped once it is parsed. */
    <T> Optional<T> read(String name, Function<WireReader, T> parse) {
        return state.read(folder + name).map(file -> {
            try {
                return content(name, file, parse);
            } finally {
                Bytes.wipe(file);
            }
        });
    }

    private <T> T content(String name, byte[] file, Function<WireReader, T> parse) {
        int body = file.length - CHECKSUM;
        if (body < 1) {
            throw damaged(name, "is too short");
        }
        if (file[0] > VERSION) {
            throw new QGateException(BaseError.DATA_TOO_NEW, folder + name + " has version " + file[0]);
        }
        if (!matches(name, file, body)) {
            throw damaged(name, "has a wrong checksum");
        }
        try {
            WireReader in = new WireReader(file, 1, body - 1);
            if (!Arrays.equals(in.bytes16(64), network)) {
                throw damaged(name, "belongs to another network");
            }
            return StoredKeys.secret(in, Math.toIntExact(Math.min(in.u32(), LARGEST)), inner -> whole(inner, parse));
        } catch (WireException malformed) {
            throw damaged(name, malformed.getMessage());
        }
    }

    private boolean matches(String name, byte[] file, int body) {
        byte[] content = Arrays.copyOf(file, body);
        boolean same = Bytes.same(checksum(name, content), 0, file, body, CHECKSUM);
        Bytes.wipe(content);
        return same;
    }

    private static <T> T whole(byte[] content, Function<WireReader, T> parse) {
        WireReader in = new WireReader(content);
        T parsed = parse.apply(in);
        in.finish();
        return parsed;
    }

    QGateException damaged(String name, String how) {
        return new QGateException(CryptoError.KEY_FILE, state.path().resolve(folder + name) + " " + how);
    }

    /** Writes a file; the content is wiped. */
    void write(String name, WireWriter content) {
        byte[] plain = content.toBytes();
        WireWriter out =
                new WireWriter(LARGEST / 4).u8(VERSION).bytes16(network).bytes32(plain);
        byte[] body = out.toBytes();
        byte[] file = Bytes.join(body, checksum(name, body));
        try {
            state.write(folder + name, file);
        } finally {
            Bytes.wipe(plain, body, file);
            content.wipe();
            out.wipe();
        }
    }

    private byte[] checksum(String name, byte[] body) {
        return hashes.blake3("qgate 1 key file " + name, body);
    }
}
