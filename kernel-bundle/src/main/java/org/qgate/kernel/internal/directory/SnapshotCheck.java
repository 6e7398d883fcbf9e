package org.qgate.kernel.internal.directory;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.Certificate;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.error.KernelError;
import org.qgate.api.error.QGateException;
import org.qgate.common.wire.WireException;

/** Verifies snapshots ([SNAP-5] to [SNAP-8]). Costs public-key operations: off the loop. Thread-safe. */
final class SnapshotCheck {
    /** Signers date a snapshot so far back, so that clocks a little behind accept it at once ([SNAP-3]). */
    static final long BACKDATE_MS = 120_000;
    /** Longest life of a snapshot: three hours and the backdating. */
    static final long MAX_LIFE_MS = 3 * 3_600_000L + BACKDATE_MS;

    private final Crypto crypto;
    private final Network network;

    SnapshotCheck(Crypto crypto, Network network) {
        this.crypto = crypto;
        this.network = network;
    }

    /** Returns the digest of a snapshot's body, in hexadecimal: the same whichever signers signed it. */
    static String digest(Crypto crypto, byte[] body) {
        return HexFormat.of().formatHex(crypto.hashes().blake3("qgate 1 snapshot digest", body));
    }

    /**
     * Parses and verifies a snapshot that must be in force.
     *
     * @throws QGateException QG-KRN-0007 when it is of the future, QG-KRN-0002 when it is expired, QG-KRN-0010 or a
     *     code of the cryptography when anything else about it is wrong
     */
    Verified verify(byte[] encoded, long nowMs) {
        Snapshot snapshot = parse(encoded);
        checkShape(snapshot);
        if (nowMs < snapshot.validAfterMs()) {
            throw new QGateException(
                    KernelError.CLOCK_SKEW,
                    "snapshot from the future: it counts from " + Times.at(snapshot.validAfterMs())
                            + ", this clock says " + Times.at(nowMs) + ", "
                            + Times.span(snapshot.validAfterMs() - nowMs)
                            + " earlier: the clock here is behind, or the signers' is ahead");
        }
        if (nowMs >= snapshot.validUntilMs()) {
            throw new QGateException(
                    KernelError.NO_SNAPSHOT,
                    "snapshot expired " + Times.span(nowMs - snapshot.validUntilMs()) + " ago, at "
                            + Times.at(snapshot.validUntilMs()) + "; this clock says " + Times.at(nowMs)
                            + ": the signers are not heard, or the clock here is ahead");
        }
        return signed(snapshot, nowMs);
    }

    /** Parses and verifies one kept on disk, which may be past its time: its signatures count at its own time. */
    Verified verifyKept(byte[] encoded, long nowMs) {
        Snapshot snapshot = parse(encoded);
        checkShape(snapshot);
        return signed(snapshot, Math.max(snapshot.validAfterMs(), Math.min(nowMs, snapshot.validUntilMs() - 1)));
    }

    private static Snapshot parse(byte[] encoded) {
        try {
            return SnapshotCodec.parse(encoded);
        } catch (WireException malformed) {
            throw refused(malformed.getMessage());
        }
    }

    private void checkShape(Snapshot snapshot) {
        if (!snapshot.networkId().equals(network.id())) {
            throw refused("it is of another network");
        }
        long after = snapshot.validAfterMs();
        long until = snapshot.validUntilMs();
        if (after < 0 || until <= after || until - after > MAX_LIFE_MS) {
            throw refused("it lives longer than three hours or not at all");
        }
        if (snapshot.freshUntilMs() <= after || snapshot.freshUntilMs() > until) {
            throw refused("it is fresh at no time or beyond its end");
        }
    }

    private Verified signed(Snapshot snapshot, long atMs) {
        if (snapshot.signatures().size() < network.threshold()) {
            throw refused(snapshot.signatures().size() + " signatures, " + network.threshold() + " needed");
        }
        Set<NodeId> signers = new HashSet<>();
        for (Snapshot.Signed one : snapshot.signatures()) {
            Certificate by = crypto.signatures().certificate(network.id(), one.certificate(), atMs);
            if (!network.signers().contains(by.nodeId()) || !signers.add(by.nodeId())) {
                throw refused("signed by " + by.nodeId().brief() + ", who is no signer or signed twice");
            }
            if (!crypto.signatures().verify(by, SnapshotCodec.DOMAIN, snapshot.body(), one.signature())) {
                throw refused("the signature of " + by.nodeId().brief() + " does not verify");
            }
        }
        return new Verified(snapshot, digest(crypto, snapshot.body()));
    }

    private static QGateException refused(String why) {
        return new QGateException(KernelError.PROTOCOL, "snapshot refused: " + why);
    }

    /** A snapshot whose signatures hold, with its digest. */
    record Verified(Snapshot snapshot, String digest) {}
}
