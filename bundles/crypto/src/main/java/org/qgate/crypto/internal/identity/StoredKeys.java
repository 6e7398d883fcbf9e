package org.qgate.crypto.internal.identity;

import java.util.Optional;
import java.util.function.Function;
import org.qgate.api.NodeId;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;
import org.qgate.crypto.internal.primitive.Bytes;
import org.qgate.crypto.internal.primitive.X25519Pair;

/** An identity's keys as they are stored: what does not belong together is refused, what was read on the way is wiped. */
final class StoredKeys {
    private static final int LINK_AND_SIGNING = X25519Pair.BYTES + DualKey.SEED;

    private final String networkId;
    private final KeyFiles files;

    StoredKeys(String networkId, KeyFiles files) {
        this.networkId = networkId;
        this.files = files;
    }

    Optional<DualKey> master() {
        return files.read(KeyFiles.MASTER, in -> secret(in, DualKey.SEED, DualKey::of));
    }

    Optional<MediumTerm> medium() {
        return files.read(KeyFiles.MEDIUM, in -> {
            X25519Pair link = secret(in, X25519Pair.BYTES, X25519Pair::of);
            DualKey keys = secret(in, DualKey.SEED, DualKey::of);
            byte[] certificate = in.bytes(CertificateForm.BYTES);
            return checked(new MediumTerm(link, keys, CertificateForm.parse(networkId, certificate)));
        });
    }

    Optional<OnionRing> onion() {
        return files.read(KeyFiles.ONION, OnionRing::read);
    }

    /** Takes a secret out of a file; the copy on the way is wiped. */
    static <T> T secret(WireReader in, int length, Function<byte[], T> make) {
        byte[] secret = in.bytes(length);
        try {
            return make.apply(secret);
        } finally {
            Bytes.wipe(secret);
        }
    }

    private MediumTerm checked(MediumTerm read) {
        if (!Bytes.same(read.link().open(), read.certificate().linkKey())
                || !Bytes.same(read.signing().ed25519(), read.certificate().ed25519())
                || !Bytes.same(read.signing().mlDsa(), read.certificate().mlDsa())) {
            throw files.damaged(KeyFiles.MEDIUM, "has keys that its certificate does not cover");
        }
        return read;
    }

    /** Refuses onion keys without an owner, and a certificate of another node. */
    void refuseHalves(Optional<DualKey> master, Optional<MediumTerm> stored) {
        if (master.isEmpty() && stored.isEmpty() && onion().isPresent()) {
            throw files.damaged(KeyFiles.MASTER, "is missing, though onion keys are there");
        }
        if (master.isPresent() && stored.isPresent()) {
            DualKey key = master.get();
            NodeId own = CertificateForm.nodeId(networkId, key.ed25519(), key.mlDsa());
            if (!own.equals(stored.get().certificate().nodeId())) {
                throw files.damaged(KeyFiles.MASTER, "and " + KeyFiles.MEDIUM + " belong to different nodes");
            }
        }
    }

    void write(DualKey master) {
        byte[] seed = master.seed();
        files.write(KeyFiles.MASTER, new WireWriter(DualKey.SEED).bytes(seed));
        Bytes.wipe(seed);
    }

    void write(MediumTerm medium) {
        byte[] link = medium.link().secret();
        byte[] seed = medium.signing().seed();
        files.write(
                KeyFiles.MEDIUM,
                new WireWriter(LINK_AND_SIGNING + CertificateForm.BYTES)
                        .bytes(link)
                        .bytes(seed)
                        .bytes(medium.certificate().encoded()));
        Bytes.wipe(link, seed);
    }

    /** Returns what was written. */
    OnionRing write(OnionRing ring) {
        files.write(KeyFiles.ONION, ring.write());
        return ring;
    }
}
