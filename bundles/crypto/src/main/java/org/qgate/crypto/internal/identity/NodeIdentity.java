package org.qgate.crypto.internal.identity;

import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.qgate.api.NodeId;
import org.qgate.api.base.Clock;
import org.qgate.api.base.StateFolder;
import org.qgate.api.crypto.FamilyProof;
import org.qgate.api.crypto.Identity;
import org.qgate.api.crypto.OnionKeys;
import org.qgate.api.crypto.RandomSource;
import org.qgate.api.error.CryptoError;
import org.qgate.api.error.QGateException;
import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;
import org.qgate.crypto.internal.primitive.Bytes;
import org.qgate.crypto.internal.primitive.EdDsa;
import org.qgate.crypto.internal.primitive.X25519Pair;

/**
 * This node's keys in one network, read from and kept in the state folder ([ID-1] to [ID-6]). The master key may be
 * away as long as nothing has to be renewed. Thread-safe: readers see immutable snapshots, {@link #maintain} is
 * exclusive.
 */
public final class NodeIdentity implements Identity {
    /** Renewed when this much of a certificate's life is left. */
    private static final long RENEW_MS = CertificateForm.LONGEST_MS / 3;

    /** Certificates begin a little earlier, for peers whose clocks are behind. */
    private static final long EARLIER_MS = 3600_000;

    private static final int LINK_AND_SIGNING = X25519Pair.BYTES + DualKey.SEED;

    private final String networkId;
    private final KeyFiles files;
    private final Clock clock;
    private final RandomSource random;
    private final NodeId nodeId;
    private final Optional<FamilyProof> family;
    private final LinkMask mask;
    private final ReadWriteLock signing = new ReentrantReadWriteLock();
    private volatile MediumTerm medium;
    private volatile OnionRing onion;

    private NodeIdentity(String networkId, KeyFiles files, Clock clock, RandomSource random) {
        this.networkId = networkId;
        this.files = files;
        this.clock = clock;
        this.random = random;
        Optional<DualKey> master = readMaster();
        Optional<MediumTerm> stored = readMedium();
        refuseHalves(master, stored);
        medium = stored.orElseGet(() -> firstKeys(master));
        nodeId = medium.certificate().nodeId();
        mask = new LinkMask(nodeId, medium.certificate().linkKey());
        onion = files.read(KeyFiles.ONION).map(this::readOnion).orElseGet(this::firstOnion);
        family = files.family().map(this::prove);
        maintain();
    }

    /**
     * Opens an identity, making it at first.
     *
     * @throws QGateException QG-CRY-0006 when files are damaged, missing in part or of another network
     */
    public static NodeIdentity open(String networkId, StateFolder state, Clock clock, RandomSource random) {
        return new NodeIdentity(networkId, new KeyFiles(state, networkId), clock, random);
    }

    private void refuseHalves(Optional<DualKey> master, Optional<MediumTerm> stored) {
        if (master.isEmpty() && stored.isEmpty() && files.read(KeyFiles.ONION).isPresent()) {
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

    private Optional<DualKey> readMaster() {
        return files.read(KeyFiles.MASTER).map(in -> {
            try {
                DualKey key = DualKey.of(in.bytes(DualKey.SEED));
                in.finish();
                return key;
            } catch (WireException malformed) {
                throw files.damaged(KeyFiles.MASTER, malformed.getMessage());
            }
        });
    }

    private Optional<MediumTerm> readMedium() {
        return files.read(KeyFiles.MEDIUM).map(in -> {
            try {
                X25519Pair link = X25519Pair.of(in.bytes(X25519Pair.BYTES));
                DualKey keys = DualKey.of(in.bytes(DualKey.SEED));
                byte[] certificate = in.bytes(CertificateForm.BYTES);
                in.finish();
                return checked(new MediumTerm(link, keys, CertificateForm.parse(networkId, certificate)));
            } catch (WireException malformed) {
                throw files.damaged(KeyFiles.MEDIUM, malformed.getMessage());
            }
        });
    }

    private MediumTerm checked(MediumTerm read) {
        if (!Bytes.same(read.link().open(), read.certificate().linkKey())
                || !Bytes.same(read.signing().ed25519(), read.certificate().ed25519())
                || !Bytes.same(read.signing().mlDsa(), read.certificate().mlDsa())) {
            throw files.damaged(KeyFiles.MEDIUM, "has keys that its certificate does not cover");
        }
        return read;
    }

    private OnionRing readOnion(WireReader in) {
        try {
            return OnionRing.read(in);
        } catch (WireException malformed) {
            throw files.damaged(KeyFiles.ONION, malformed.getMessage());
        }
    }

    private MediumTerm firstKeys(Optional<DualKey> stored) {
        DualKey master = stored.orElseGet(() -> {
            DualKey made = DualKey.fresh(random);
            byte[] seed = made.seed();
            files.write(KeyFiles.MASTER, new WireWriter(DualKey.SEED).bytes(seed));
            Bytes.wipe(seed);
            return made;
        });
        return issue(master, X25519Pair.fresh(random), 0);
    }

    private MediumTerm issue(DualKey master, X25519Pair link, long lastEpoch) {
        DualKey fresh = DualKey.fresh(random);
        long now = clock.wallMs();
        long from = Math.max(0, now - EARLIER_MS);
        // Seconds as epochs rise even when the file with the last one was lost.
        long epoch = Math.max(lastEpoch + 1, now / 1000);
        CertificateForm.Claim claim = new CertificateForm.Claim(
                epoch, from, from + CertificateForm.LONGEST_MS, link.open(), fresh.ed25519(), fresh.mlDsa());
        MediumTerm made = new MediumTerm(link, fresh, CertificateForm.issue(networkId, master, claim, random));
        files.write(
                KeyFiles.MEDIUM,
                new WireWriter(LINK_AND_SIGNING + CertificateForm.BYTES)
                        .bytes(link.secret())
                        .bytes(fresh.seed())
                        .bytes(made.certificate().encoded()));
        return made;
    }

    private OnionRing firstOnion() {
        OnionRing first = new OnionRing(OnionPair.fresh(clock.wallMs(), random), null);
        files.write(KeyFiles.ONION, first.write());
        return first;
    }

    private FamilyProof prove(byte[] seed) {
        byte[] framed = DualKey.frame(SignatureVerifier.FAMILY_DOMAIN, nodeId.bytes());
        FamilyProof proof = new FamilyProof(EdDsa.open(seed), EdDsa.sign(seed, framed));
        Bytes.wipe(seed);
        return proof;
    }

    @Override
    public String networkId() {
        return networkId;
    }

    @Override
    public NodeId nodeId() {
        return nodeId;
    }

    @Override
    public byte[] certificate() {
        return medium.certificate().encoded().clone();
    }

    @Override
    public byte[] linkKey() {
        return medium.link().open();
    }

    @Override
    public OnionKeys onionKeys() {
        return onion.current().open();
    }

    @Override
    public byte[] sign(String domain, byte[] message) {
        signing.readLock().lock();
        try {
            return medium.signing().sign(domain, message, random);
        } finally {
            signing.readLock().unlock();
        }
    }

    @Override
    public Optional<FamilyProof> family() {
        return family;
    }

    @Override
    public synchronized boolean maintain() {
        long now = clock.wallMs();
        boolean turned = turnOnion(now);
        return renew(now, turned) | turned;
    }

    private boolean turnOnion(long now) {
        OnionRing before = onion;
        OnionRing after = before.at(now, random);
        if (after == before) {
            return false;
        }
        files.write(KeyFiles.ONION, after.write());
        onion = after;
        before.wipeWhatIsNotIn(after);
        return after.current() != before.current();
    }

    private boolean renew(long now, boolean sayNothing) {
        MediumTerm before = medium;
        if (now >= before.certificate().notBeforeMs()
                && now < before.certificate().notAfterMs() - RENEW_MS) {
            return false;
        }
        Optional<DualKey> master = readMaster();
        if (master.isPresent()) {
            replace(issue(master.get(), before.link(), before.certificate().epoch()));
            master.get().wipe();
            return true;
        }
        if (!sayNothing) {
            throw new QGateException(
                    CryptoError.CERTIFICATE_TIME,
                    "the certificate ends at " + before.certificate().notAfterMs() + " and the master key is not here");
        }
        return false;
    }

    private void replace(MediumTerm renewed) {
        signing.writeLock().lock(); // nobody signs with a key that is being wiped
        try {
            medium.signing().wipe();
            medium = renewed;
        } finally {
            signing.writeLock().unlock();
        }
    }

    /** Returns the pair behind the link key. */
    public X25519Pair link() {
        return medium.link();
    }

    /** Certificate and signature by one and the same medium-term key, even while it is being renewed. */
    public byte[] certifiedSignature(String domain, byte[] message) {
        signing.readLock().lock();
        try {
            return Bytes.join(medium.certificate().encoded(), sign(domain, message));
        } finally {
            signing.readLock().unlock();
        }
    }

    /** Returns what masks and probes of links to this node are keyed by. */
    public LinkMask mask() {
        return mask;
    }

    /** Finds current or previous onion keys by their name, or null. */
    public OnionPair onion(byte[] name) {
        return onion.find(name, clock.wallMs());
    }
}
