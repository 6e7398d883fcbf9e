package org.qgate.crypto.internal.link;

import java.util.Arrays;
import org.qgate.api.crypto.Certificate;
import org.qgate.api.crypto.LinkHandshake;
import org.qgate.api.crypto.LinkSession;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.api.error.QGateException;
import org.qgate.common.wire.WireException;
import org.qgate.crypto.internal.identity.CertificateForm;
import org.qgate.crypto.internal.identity.DualKey;
import org.qgate.crypto.internal.identity.SignatureVerifier;
import org.qgate.crypto.internal.noise.SymmetricState;
import org.qgate.crypto.internal.primitive.Refusals;
import org.qgate.crypto.internal.primitive.X25519Pair;

/** What both ends of a link handshake share: the Noise state, proofs, and one death for all causes. */
abstract class Handshake implements LinkHandshake {
    final LinkProvision provision;
    final LinkSuite suite;
    final String networkId;
    final SymmetricState noise;
    X25519Pair ephemeral;
    Certificate peer;
    long peerWallMs;
    int expected;
    private boolean complete;
    private boolean dead;

    Handshake(LinkProvision provision, LinkSuite suite, String networkId) {
        this.provision = provision;
        this.suite = suite;
        this.networkId = networkId;
        this.noise = new SymmetricState(Xkhfs.protocolName(suite), suite, provision.ciphers());
    }

    @Override
    public final byte[] start() {
        return guarded(this::first);
    }

    @Override
    public final byte[] advance(byte[] message) {
        return guarded(() -> {
            if (expected == 0 || message.length != expected) {
                throw Refusals.authentication();
            }
            expected = 0;
            return next(message);
        });
    }

    /** A step of the handshake. */
    interface Step {
        byte[] take();
    }

    private byte[] guarded(Step step) {
        if (dead || complete) {
            throw Refusals.authentication();
        }
        boolean taken = false;
        try {
            byte[] out = step.take();
            taken = true;
            return out;
        } catch (QGateException | WireException | IllegalArgumentException failed) {
            throw Refusals.authentication(); // one look for every cause: nothing may tell them apart
        } finally {
            if (!taken) {
                wipe();
            }
        }
    }

    abstract byte[] first();

    abstract byte[] next(byte[] message);

    /** Wipes all that is secret; the handshake is over. */
    void wipe() {
        dead = true;
        expected = 0;
        noise.wipe();
        if (ephemeral != null) {
            ephemeral.wipe();
        }
    }

    final void complete() {
        complete = true;
    }

    @Override
    public final int expects() {
        return expected;
    }

    @Override
    public final boolean done() {
        return complete && !dead;
    }

    final LinkSession session(boolean initiator) {
        if (!done()) {
            throw Refusals.authentication();
        }
        byte[] hash = noise.hash();
        RecordCipher cipher = Session.cipher(noise, initiator, suite, provision);
        wipe();
        return new LinkSession(peer, hash, peerWallMs, cipher);
    }

    /** Verifies certificate and signature over the handshake hash as it was before this payload. */
    final Certificate proved(byte[] payload, int offset, String domain, byte[] hash) {
        int middle = offset + CertificateForm.BYTES;
        byte[] encoded = Arrays.copyOfRange(payload, offset, middle);
        Certificate certificate = new SignatureVerifier()
                .certificate(networkId, encoded, provision.clock().wallMs());
        byte[] signature = Arrays.copyOfRange(payload, middle, offset + Xkhfs.PROOF);
        if (!DualKey.verify(certificate.ed25519(), certificate.mlDsa(), domain, hash, signature)) {
            throw Refusals.authentication();
        }
        return certificate;
    }
}
