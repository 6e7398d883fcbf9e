package org.qgate.crypto.internal.hop;

import org.qgate.api.NodeId;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.crypto.OnionKeys;
import org.qgate.common.wire.WireWriter;
import org.qgate.crypto.internal.primitive.Blake3;
import org.qgate.crypto.internal.primitive.MlKemPair;
import org.qgate.crypto.internal.primitive.X25519Pair;

/** Lengths, forms and transcripts of CREATE and CREATED ([HOP-2] to [HOP-4]). */
final class HopForm {
    static final int VERSION = 1;

    /** QG-CGO-1, AES-256, keys by HKDF-SHA256: the one suite there is. */
    static final int SUITE = 1;

    static final int TAG = 32;
    private static final int KEY_NAME = 32;
    private static final int HEADER = 3;

    /** Version, suite, cell size; node id; key name; X; client's ML-KEM key; ciphertext to the onion key; tag. */
    static final int CREATE =
            HEADER + NodeId.BYTES + KEY_NAME + X25519Pair.BYTES + MlKemPair.OPEN + MlKemPair.CIPHERTEXT + TAG;

    /** Version; Y; ciphertext to the client's key; tag. */
    static final int CREATED = 1 + X25519Pair.BYTES + MlKemPair.CIPHERTEXT + TAG;

    private static final Blake3 HASHES = new Blake3();

    private HopForm() {}

    /** CREATE without its tag. */
    static byte[] request(NodeId relay, byte[] keyName, CellSize size, byte[] x, byte[] clientKem, byte[] ciphertext) {
        return new WireWriter(CREATE)
                .u8(VERSION)
                .u8(SUITE)
                .u8(size.code())
                .bytes(relay.bytes())
                .bytes(keyName)
                .bytes(x)
                .bytes(clientKem)
                .bytes(ciphertext)
                .toBytes();
    }

    /** Covers the onion keys themselves, which CREATE only names. */
    static byte[] requestTranscript(byte[] request, OnionKeys onion) {
        return HASHES.blake3("qgate 1 hop request", request, onion.x25519(), onion.mlKem());
    }

    static byte[] transcript(byte[] requestTranscript, byte[] requestTag, byte[] y, byte[] ciphertext) {
        return HASHES.blake3(
                "qgate 1 hop transcript", requestTranscript, requestTag, new byte[] {VERSION}, y, ciphertext);
    }

    static byte[] created(byte[] y, byte[] ciphertext, byte[] tag) {
        return new WireWriter(CREATED)
                .u8(VERSION)
                .bytes(y)
                .bytes(ciphertext)
                .bytes(tag)
                .toBytes();
    }
}
