package org.qgate.crypto.internal.vault;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.qgate.api.error.QGateException;
import org.qgate.api.vault.Vault;
import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;
import org.qgate.crypto.internal.primitive.Bytes;
import org.qgate.crypto.internal.primitive.Ciphers;
import org.qgate.crypto.internal.primitive.Hkdf;
import org.qgate.crypto.internal.primitive.Xaes;

/**
 * The witness of freshness, which lies beside the key file: who rolls the node's folder back does not roll this back with
 * it. Sealed under a key of the key file, so that it can be renewed while the vault is locked.
 *
 * @param revision of the header
 * @param atMs when it was written
 * @param store what the store said last of how far it had come; empty when it has said nothing
 */
record Anchor(long revision, long atMs, byte[] store) {
    /** Largest file that is read. */
    static final int LARGEST = 1024;

    private static final byte[] MAGIC = "QGANCHOR".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final byte[] INFO = "qgate 1 vault anchor".getBytes(StandardCharsets.US_ASCII);
    private static final int START = MAGIC.length + 2;

    /** Returns where the anchor of a vault lies. */
    static Path beside(Path keyFile, byte[] vault) {
        String name = "qgate-" + HexFormat.of().formatHex(vault) + ".anchor";
        return keyFile.toAbsolutePath().resolveSibling(name);
    }

    byte[] seal(byte[] vault, KeyFile key, byte[] nonce, Ciphers ciphers) {
        byte[] plain = new WireWriter(64).i64(revision).i64(atMs).bytes16(store).toBytes();
        byte[] sealed = new byte[plain.length + Xaes.TAG];
        cipher(vault, key, ciphers).seal(nonce, 0, associated(vault, key), plain, 0, plain.length, sealed, 0);
        return new WireWriter(LARGEST)
                .bytes(MAGIC)
                .u16(VERSION)
                .bytes(nonce)
                .bytes(sealed)
                .toBytes();
    }

    /**
     * Opens an anchor's file.
     *
     * @throws WireException when it is damaged, newer, or of another vault or key file
     */
    static Anchor open(byte[] vault, KeyFile key, byte[] file, Ciphers ciphers) {
        WireReader in = new WireReader(file);
        if (!Arrays.equals(in.bytes(MAGIC.length), MAGIC) || in.u16() != VERSION) {
            throw new WireException("is not an anchor that this version knows");
        }
        int sealed = START + Xaes.NONCE;
        if (file.length < sealed + Xaes.TAG) {
            throw new WireException("is too short");
        }
        byte[] plain = new byte[file.length - sealed - Xaes.TAG];
        try {
            cipher(vault, key, ciphers)
                    .open(file, START, associated(vault, key), file, sealed, file.length - sealed, plain, 0);
        } catch (QGateException altered) {
            throw new WireException("was altered, or belongs to another key file");
        }
        WireReader content = new WireReader(plain);
        Anchor read = new Anchor(content.i64(), content.i64(), content.bytes16(Vault.MAX_ANCHOR));
        content.finish();
        return read;
    }

    private static Xaes cipher(byte[] vault, KeyFile key, Ciphers ciphers) {
        byte[] extracted = Hkdf.extract(vault, key.secret());
        byte[] derived = Hkdf.expand(extracted, INFO, Xaes.KEY);
        try {
            return new Xaes(ciphers, derived);
        } finally {
            Bytes.wipe(extracted, derived);
        }
    }

    private static byte[][] associated(byte[] vault, KeyFile key) {
        return new byte[][] {INFO, vault, key.name()};
    }
}
