package org.qgate.crypto.internal.link;

import java.nio.charset.StandardCharsets;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.api.crypto.Signatures;
import org.qgate.common.wire.WireWriter;
import org.qgate.crypto.internal.identity.CertificateForm;
import org.qgate.crypto.internal.identity.LinkMask;
import org.qgate.crypto.internal.primitive.Aead;
import org.qgate.crypto.internal.primitive.MlKemPair;
import org.qgate.crypto.internal.primitive.X25519Pair;

/** Names, lengths and the prologue of the link handshake Noise XKhfs ([LINK-1] to [LINK-6]). */
final class Xkhfs {
    /** The one version of payloads and prologue. */
    static final int VERSION = 1;

    /** Message 1's payload: version, wall clock, length of message 3. */
    static final int PAYLOAD_1 = 1 + 8 + 2;

    /** A certificate and a dual signature over the handshake hash. */
    static final int PROOF = CertificateForm.BYTES + Signatures.BYTES;

    /** Message 2's payload: version, wall clock, proof. */
    static final int PAYLOAD_2 = 1 + 8 + PROOF;

    /** Message 3's payload of an anonymous client: version, kind, random padding. */
    static final int PAYLOAD_3_ANONYMOUS = 64;

    /** Message 3's payload of a node that authenticates itself: version, kind, proof. */
    static final int PAYLOAD_3_CERTIFIED = 2 + PROOF;

    /** Masked e and its MAC. */
    static final int PROBE = LinkMask.MASKED + LinkMask.MAC;

    static final int MESSAGE_1 = PROBE + MlKemPair.OPEN + Aead.TAG + PAYLOAD_1 + Aead.TAG;
    static final int MESSAGE_2 = LinkMask.MASKED + MlKemPair.CIPHERTEXT + Aead.TAG + PAYLOAD_2 + Aead.TAG;
    static final int MESSAGE_3_ANONYMOUS = X25519Pair.BYTES + Aead.TAG + PAYLOAD_3_ANONYMOUS + Aead.TAG;
    static final int MESSAGE_3_CERTIFIED = X25519Pair.BYTES + Aead.TAG + PAYLOAD_3_CERTIFIED + Aead.TAG;

    static final int KIND_ANONYMOUS = 0;
    static final int KIND_CERTIFIED = 1;

    static final String RESPONDER_DOMAIN = "qgate 1 link responder";
    static final String INITIATOR_DOMAIN = "qgate 1 link initiator";

    private Xkhfs() {}

    static String protocolName(LinkSuite suite) {
        return switch (suite) {
            case AES_GCM -> "Noise_XKhfs_25519+MLKEM768_AESGCM_SHA256";
            case CHACHA_POLY -> "Noise_XKhfs_25519+MLKEM768_ChaChaPoly_SHA256";
        };
    }

    /** [LINK-1]: protocol, version, network, carrier and the responder's id; no addresses. */
    static byte[] prologue(String networkId, String carrier, NodeId responder) {
        return new WireWriter(128)
                .ascii8("qgate link")
                .u8(VERSION)
                .bytes16(networkId.getBytes(StandardCharsets.UTF_8))
                .ascii8(carrier)
                .bytes(responder.bytes())
                .toBytes();
    }
}
