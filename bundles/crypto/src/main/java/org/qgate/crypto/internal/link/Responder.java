package org.qgate.crypto.internal.link;

import java.util.Arrays;
import org.qgate.api.crypto.LinkSession;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;
import org.qgate.crypto.internal.identity.LinkMask;
import org.qgate.crypto.internal.identity.NodeIdentity;
import org.qgate.crypto.internal.primitive.Aead;
import org.qgate.crypto.internal.primitive.Bytes;
import org.qgate.crypto.internal.primitive.MlKemPair;
import org.qgate.crypto.internal.primitive.Refusals;
import org.qgate.crypto.internal.primitive.X25519Pair;

/** The responder's end of XKhfs. The MAC comes before all public-key work, and nothing is signed before es verified. */
final class Responder extends Handshake {
    /** Memories of first messages hold them for twice as long ([PROBE-4]). */
    private static final long MOST_SKEW_MS = 900_000;

    private final NodeIdentity self;

    Responder(LinkProvision provision, NodeIdentity self, LinkSuite suite, String carrier) {
        super(provision, suite, self.networkId());
        this.self = self;
        noise.mixHash(Xkhfs.prologue(networkId, carrier, self.nodeId()));
        noise.mixHash(self.linkKey());
        expected = Xkhfs.MESSAGE_1;
    }

    @Override
    byte[] first() {
        throw Refusals.authentication(); // a responder does not begin
    }

    @Override
    byte[] next(byte[] message) {
        return ephemeral == null ? second(message) : third(message);
    }

    private byte[] second(byte[] message) {
        if (!self.mask().plausible(suite, message, 0)) {
            throw Refusals.authentication();
        }
        byte[] masked = Arrays.copyOf(message, LinkMask.MASKED);
        byte[] theirs = self.mask().unmask(masked, null);
        noise.mixHash(theirs);
        noise.mixKey(self.agree(theirs));
        int e1 = MlKemPair.OPEN + Aead.TAG;
        byte[] theirKem = noise.decryptAndHash(message, Xkhfs.PROBE, e1);
        int at = Xkhfs.PROBE + e1;
        int third = checkFirst(noise.decryptAndHash(message, at, message.length - at));
        byte[] answer = answer(masked, theirs, theirKem);
        expected = third;
        return answer;
    }

    private int checkFirst(byte[] payload) {
        WireReader in = new WireReader(payload);
        if (in.u8() != Xkhfs.VERSION) {
            throw Refusals.authentication();
        }
        peerWallMs = in.i64();
        long nowMs = provision.clock().wallMs();
        if (peerWallMs < nowMs - MOST_SKEW_MS || peerWallMs > nowMs + MOST_SKEW_MS) {
            throw Refusals.authentication();
        }
        int third = in.u16();
        if (third != Xkhfs.MESSAGE_3_ANONYMOUS && third != Xkhfs.MESSAGE_3_CERTIFIED) {
            throw Refusals.authentication();
        }
        return third;
    }

    private byte[] answer(byte[] theirMasked, byte[] theirs, byte[] theirKem) {
        ephemeral = X25519Pair.fresh(provision.random());
        byte[] masked = self.mask().mask(ephemeral.open(), theirMasked);
        noise.mixHash(ephemeral.open());
        noise.mixKey(ephemeral.agree(theirs));
        MlKemPair.Capsule capsule = MlKemPair.encapsulate(theirKem, provision.random());
        byte[] ekem1 = noise.encryptAndHash(capsule.ciphertext());
        noise.mixKey(capsule.secret());
        byte[] head = new WireWriter(16)
                .u8(Xkhfs.VERSION)
                .i64(provision.clock().wallMs())
                .toBytes();
        byte[] proof = self.certifiedSignature(Xkhfs.RESPONDER_DOMAIN, noise.hash());
        return Bytes.join(masked, ekem1, noise.encryptAndHash(Bytes.join(head, proof)));
    }

    private byte[] third(byte[] message) {
        int sEnd = X25519Pair.BYTES + Aead.TAG;
        byte[] s = noise.decryptAndHash(message, 0, sEnd);
        noise.mixKey(ephemeral.agree(s));
        byte[] hash = noise.hash();
        byte[] payload = noise.decryptAndHash(message, sEnd, message.length - sEnd);
        boolean certified = payload.length == Xkhfs.PAYLOAD_3_CERTIFIED;
        int kind = certified ? Xkhfs.KIND_CERTIFIED : Xkhfs.KIND_ANONYMOUS;
        if (payload[0] != Xkhfs.VERSION || payload[1] != kind) {
            throw Refusals.authentication();
        }
        if (certified) {
            peer = proved(payload, 2, Xkhfs.INITIATOR_DOMAIN, hash);
            if (!Bytes.same(peer.linkKey(), s)) {
                throw Refusals.authentication();
            }
        }
        complete();
        return new byte[0];
    }

    @Override
    public LinkSession finish() {
        return session(false);
    }
}
