package org.qgate.crypto.internal.identity;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.Certificate;
import org.qgate.api.crypto.RandomSource;
import org.qgate.api.crypto.Signatures;
import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;
import org.qgate.crypto.internal.primitive.Blake3;
import org.qgate.crypto.internal.primitive.Bytes;
import org.qgate.crypto.internal.primitive.EdDsa;
import org.qgate.crypto.internal.primitive.MlDsaKey;
import org.qgate.crypto.internal.primitive.Refusals;
import org.qgate.crypto.internal.primitive.X25519Pair;

/** The encoded form of a medium-term certificate ([ID-1], [ID-2]): of one size, whatever the network. */
public final class CertificateForm {
    /** Bytes of an encoded certificate. */
    public static final int BYTES = 1 + 3 * 8 + 2 * (EdDsa.KEY + MlDsaKey.OPEN) + X25519Pair.BYTES + Signatures.BYTES;

    /** [ID-2]: a certificate is valid for at most 30 days. */
    static final long LONGEST_MS = 30L * 24 * 3600 * 1000;

    private static final int VERSION = 1;
    private static final String DOMAIN = "qgate 1 certificate";
    private static final Blake3 HASHES = new Blake3();

    private CertificateForm() {}

    /** [ID-1]: the id of a node in a network. */
    static NodeId nodeId(String networkId, byte[] ed25519, byte[] mlDsa) {
        return NodeId.of(HASHES.blake3("qgate 1 node id", utf8(networkId), ed25519, mlDsa));
    }

    static byte[] utf8(String networkId) {
        byte[] text = networkId.getBytes(StandardCharsets.UTF_8);
        if (text.length < 1 || text.length > 64) {
            throw new IllegalArgumentException("a network id has 1 to 64 bytes, not " + text.length);
        }
        return text;
    }

    /** What a master key certifies: medium-term keys for a time. */
    record Claim(long epoch, long notBeforeMs, long notAfterMs, byte[] linkKey, byte[] ed25519, byte[] mlDsa) {}

    static Certificate issue(String networkId, DualKey master, Claim claim, RandomSource random) {
        byte[] masterEd25519 = master.ed25519();
        byte[] masterMlDsa = master.mlDsa();
        byte[] body = new WireWriter(BYTES)
                .u8(VERSION)
                .i64(claim.epoch())
                .i64(claim.notBeforeMs())
                .i64(claim.notAfterMs())
                .bytes(masterEd25519)
                .bytes(masterMlDsa)
                .bytes(claim.linkKey())
                .bytes(claim.ed25519())
                .bytes(claim.mlDsa())
                .toBytes();
        byte[] signature = master.sign(DOMAIN, signed(networkId, body), random);
        NodeId nodeId = nodeId(networkId, masterEd25519, masterMlDsa);
        return certificate(nodeId, claim, Bytes.join(body, signature));
    }

    private static Certificate certificate(NodeId nodeId, Claim claim, byte[] encoded) {
        return new Certificate(
                nodeId,
                claim.epoch(),
                claim.notBeforeMs(),
                claim.notAfterMs(),
                claim.linkKey(),
                claim.ed25519(),
                claim.mlDsa(),
                encoded);
    }

    /** The signature covers the network: one master key in two networks does not lend its certificates. */
    private static byte[] signed(String networkId, byte[] body) {
        return new WireWriter(body.length + 80)
                .bytes16(utf8(networkId))
                .bytes(body)
                .toBytes();
    }

    /** Parses and verifies, time aside. */
    static Certificate parse(String networkId, byte[] encoded) {
        if (encoded.length != BYTES) {
            throw Refusals.malformed("a certificate has " + BYTES + " bytes, not " + encoded.length);
        }
        try {
            return parse(networkId, new WireReader(encoded), encoded.clone());
        } catch (WireException malformed) {
            throw Refusals.malformed("certificate: " + malformed.getMessage());
        }
    }

    private static Certificate parse(String networkId, WireReader in, byte[] encoded) {
        if (in.u8() != VERSION) {
            throw Refusals.malformed("unknown version of certificate");
        }
        long epoch = in.i64();
        long notBefore = in.i64();
        long notAfter = in.i64();
        if (epoch < 0 || notBefore < 0 || notAfter < notBefore || notAfter - notBefore > LONGEST_MS) {
            throw Refusals.malformed("a certificate's epoch or time is out of range");
        }
        byte[] masterEd25519 = in.bytes(EdDsa.KEY);
        byte[] masterMlDsa = in.bytes(MlDsaKey.OPEN);
        byte[] linkKey = in.bytes(X25519Pair.BYTES);
        byte[] ed25519 = in.bytes(EdDsa.KEY);
        byte[] mlDsa = in.bytes(MlDsaKey.OPEN);
        byte[] body = Arrays.copyOf(encoded, in.position());
        byte[] signature = in.bytes(Signatures.BYTES);
        in.finish();
        if (!DualKey.verify(masterEd25519, masterMlDsa, DOMAIN, signed(networkId, body), signature)) {
            throw Refusals.authentication();
        }
        NodeId nodeId = nodeId(networkId, masterEd25519, masterMlDsa);
        return certificate(nodeId, new Claim(epoch, notBefore, notAfter, linkKey, ed25519, mlDsa), encoded);
    }
}
