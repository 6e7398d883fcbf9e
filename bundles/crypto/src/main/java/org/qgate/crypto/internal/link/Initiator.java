package org.qgate.crypto.internal.link;

import org.qgate.api.crypto.LinkSession;
import org.qgate.api.crypto.LinkTarget;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;
import org.qgate.crypto.internal.identity.LinkMask;
import org.qgate.crypto.internal.identity.NodeIdentity;
import org.qgate.crypto.internal.primitive.Aead;
import org.qgate.crypto.internal.primitive.Bytes;
import org.qgate.crypto.internal.primitive.MlKemPair;
import org.qgate.crypto.internal.primitive.Refusals;
import org.qgate.crypto.internal.primitive.X25519Pair;

/** The initiator's end of XKhfs: {@code -> e, es, e1}, {@code <- e, ee, ekem1}, {@code -> s, se}. */
final class Initiator extends Handshake {
    private final LinkTarget to;
    private final NodeIdentity self;
    private final LinkMask mask;
    private MlKemPair kem;
    private byte[] masked;
    private boolean started;

    Initiator(LinkProvision provision, LinkTarget to, NodeIdentity self, String networkId, String carrier) {
        super(provision, to.suite(), networkId);
        this.to = to;
        this.self = self;
        this.mask = new LinkMask(to.nodeId(), to.linkKey());
        noise.mixHash(Xkhfs.prologue(networkId, carrier, to.nodeId()));
        noise.mixHash(to.linkKey()); // XK's pre-message: <- s
    }

    @Override
    byte[] first() {
        if (started) {
            throw Refusals.authentication();
        }
        started = true;
        ephemeral = X25519Pair.fresh(provision.random());
        kem = MlKemPair.fresh(provision.random());
        masked = mask.mask(ephemeral.open(), null);
        noise.mixHash(ephemeral.open());
        noise.mixKey(ephemeral.agree(to.linkKey()));
        byte[] e1 = noise.encryptAndHash(kem.open());
        int third = self == null ? Xkhfs.MESSAGE_3_ANONYMOUS : Xkhfs.MESSAGE_3_CERTIFIED;
        byte[] payload = new WireWriter(Xkhfs.PAYLOAD_1)
                .u8(Xkhfs.VERSION)
                .i64(provision.clock().wallMs())
                .u16(third)
                .toBytes();
        expected = Xkhfs.MESSAGE_2;
        return Bytes.join(masked, mask.mac(suite, masked), e1, noise.encryptAndHash(payload));
    }

    @Override
    byte[] next(byte[] message) {
        byte[] theirs = mask.unmask(message, masked);
        noise.mixHash(theirs);
        noise.mixKey(ephemeral.agree(theirs));
        int kemEnd = LinkMask.MASKED + MlKemPair.CIPHERTEXT + Aead.TAG;
        byte[] ciphertext = noise.decryptAndHash(message, LinkMask.MASKED, kemEnd - LinkMask.MASKED);
        noise.mixKey(kem.decapsulate(ciphertext));
        byte[] hash = noise.hash();
        checkResponder(noise.decryptAndHash(message, kemEnd, message.length - kemEnd), hash);
        byte[] third = third(theirs);
        complete();
        return third;
    }

    private void checkResponder(byte[] payload, byte[] hash) {
        WireReader in = new WireReader(payload);
        if (in.u8() != Xkhfs.VERSION) {
            throw Refusals.authentication();
        }
        peerWallMs = in.i64();
        peer = proved(payload, in.position(), Xkhfs.RESPONDER_DOMAIN, hash);
        if (!peer.nodeId().equals(to.nodeId()) || !Bytes.same(peer.linkKey(), to.linkKey())) {
            throw Refusals.authentication();
        }
    }

    private byte[] third(byte[] theirEphemeral) {
        return self == null ? anonymous(theirEphemeral) : third(self.linkKey(), self.agree(theirEphemeral));
    }

    private byte[] anonymous(byte[] theirEphemeral) {
        X25519Pair own = X25519Pair.fresh(provision.random());
        byte[] shared = own.agree(theirEphemeral);
        own.wipe();
        return third(own.open(), shared);
    }

    private byte[] third(byte[] linkKey, byte[] shared) {
        byte[] s = noise.encryptAndHash(linkKey);
        noise.mixKey(shared);
        return Bytes.join(s, noise.encryptAndHash(thirdPayload()));
    }

    private byte[] thirdPayload() {
        if (self == null) {
            byte[] payload = provision.random().bytes(Xkhfs.PAYLOAD_3_ANONYMOUS);
            payload[0] = Xkhfs.VERSION;
            payload[1] = Xkhfs.KIND_ANONYMOUS;
            return payload;
        }
        byte[] head = {Xkhfs.VERSION, Xkhfs.KIND_CERTIFIED};
        return Bytes.join(head, self.certifiedSignature(Xkhfs.INITIATOR_DOMAIN, noise.hash()));
    }

    @Override
    void wipe() {
        super.wipe();
        if (kem != null) {
            kem.wipe();
        }
    }

    @Override
    public LinkSession finish() {
        return session(true);
    }
}
