package org.qgate.crypto.internal.identity;

import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.qgate.api.NodeId;
import org.qgate.api.base.Clock;
import org.qgate.api.base.StateFolder;
import org.qgate.api.crypto.FamilyProof;
import org.qgate.api.crypto.Identity;
import org.qgate.api.crypto.OnionKeys;
import org.qgate.api.crypto.RandomSource;
import org.qgate.api.error.CryptoError;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.VaultError;
import org.qgate.crypto.internal.primitive.Bytes;
import org.qgate.crypto.internal.primitive.EdDsa;
import org.qgate.crypto.internal.primitive.X25519Pair;

/**
 * This node's keys in one network, read from and kept in the state folder ([ID-1] to [ID-6]). The master key may be
 * away as long as nothing has to be renewed. Private keys can be {@link #drop dropped} and {@link #revive revived}; what is
 * public stays. Thread-safe: readers see immutable snapshots, {@link #maintain} is exclusive.
 */
public final class NodeIdentity implements Identity {
    /** Renewed when this much of a certificate's life is left. */
    private static final long RENEW_MS = CertificateForm.LONGEST_MS / 3;

    /** Certificates begin a little earlier, for peers whose clocks are behind. */
    private static final long EARLIER_MS = 3600_000;

    private final String networkId;
    private final StoredKeys stored;
    private final Clock clock;
    private final RandomSource random;
    private final NodeId nodeId;
    private final LinkMask mask;
    /** Whoever uses a private key reads; whoever wipes one writes. */
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    private volatile MediumTerm medium;
    private volatile OnionRing onion;
    private volatile Optional<FamilyProof> family;
    private boolean dropped;
    /** Whether something changed that no {@link #maintain} has told of. */
    private boolean untold;

    private NodeIdentity(String networkId, StateFolder state, Clock clock, RandomSource random) {
        this.networkId = networkId;
        this.stored = new StoredKeys(networkId, new KeyFiles(state, networkId));
        this.clock = clock;
        this.random = random;
        medium = firstOrStored();
        nodeId = medium.certificate().nodeId();
        mask = new LinkMask(nodeId, medium.certificate().linkKey());
        onion = stored.onion().orElseGet(this::firstOnion);
        family = new FamilyKey(state).read().map(this::prove);
        renewWhatIsDue();
    }

    /**
     * Opens an identity, making it at first.
     *
     * @throws QGateException QG-CRY-0006 when files are damaged, missing in part or of another network
     */
    public static NodeIdentity open(String networkId, StateFolder state, Clock clock, RandomSource random) {
        return new NodeIdentity(networkId, state, clock, random);
    }

    private MediumTerm firstOrStored() {
        Optional<DualKey> master = stored.master();
        try {
            Optional<MediumTerm> found = stored.medium();
            stored.refuseHalves(master, found);
            return found.orElseGet(() -> firstKeys(master));
        } finally {
            master.ifPresent(DualKey::wipe);
        }
    }

    private MediumTerm firstKeys(Optional<DualKey> known) {
        if (known.isPresent()) {
            return issue(known.get(), X25519Pair.fresh(random), 0);
        }
        DualKey master = DualKey.fresh(random);
        try {
            stored.write(master);
            return issue(master, X25519Pair.fresh(random), 0);
        } finally {
            master.wipe();
        }
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
        stored.write(made);
        return made;
    }

    private OnionRing firstOnion() {
        OnionRing first = new OnionRing(OnionPair.fresh(clock.wallMs(), random), null);
        stored.write(first);
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

    /** Does what needs a private key, while nobody wipes one. */
    private <T> T using(Supplier<T> work) {
        use.readLock().lock();
        try {
            refuseDropped();
            return work.get();
        } finally {
            use.readLock().unlock();
        }
    }

    private void refuseDropped() {
        if (dropped) {
            throw new QGateException(VaultError.LOCKED, "private keys went with the vault's");
        }
    }

    private void changing(Runnable change) {
        use.writeLock().lock();
        try {
            change.run();
        } finally {
            use.writeLock().unlock();
        }
    }

    /** The vault was locked: wipes all private keys; what needs one is refused with QG-VLT-0002 from now on. */
    public void drop() {
        changing(() -> {
            dropped = true;
            medium.wipe();
            onion.wipe();
        });
    }

    /**
     * The vault is open again: goes on with the stored keys.
     *
     * @throws QGateException QG-CRY-0006 when they are gone or those of another node; it stays dropped then
     */
    public synchronized void revive() {
        MediumTerm keys = stored.medium().orElseThrow(this::gone);
        OnionRing ring = stored.onion().orElseThrow(this::gone);
        if (!keys.certificate().nodeId().equals(nodeId)
                || !Bytes.same(keys.link().open(), linkKey())) {
            keys.wipe();
            ring.wipe();
            throw gone();
        }
        changing(() -> {
            medium = keys;
            onion = ring;
            dropped = false;
        });
        untold |= renewWhatIsDue();
    }

    private QGateException gone() {
        return new QGateException(CryptoError.KEY_FILE, "the keys of this identity are not what they were");
    }

    @Override
    public byte[] sign(String domain, byte[] message) {
        return using(() -> medium.signing().sign(domain, message, random));
    }

    @Override
    public Optional<FamilyProof> family() {
        return family;
    }

    /** Belongs to a family from now on, perhaps to another one than before. The seed is wiped. */
    public synchronized void join(byte[] seed) {
        family = Optional.of(prove(seed));
        untold = true;
    }

    @Override
    public synchronized boolean maintain() {
        boolean changed = renewWhatIsDue() | untold;
        untold = false;
        return changed;
    }

    private boolean renewWhatIsDue() {
        using(() -> nodeId); // refuses at once rather than when something is due
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
        using(() -> stored.write(after));
        changing(() -> {
            onion = after;
            before.wipeWhatIsNotIn(after);
            wipeIfDropped();
        });
        return after.current() != before.current();
    }

    /** What was renewed while the vault was being locked is stored, and comes back with the rest. */
    private void wipeIfDropped() {
        if (dropped) {
            medium.wipe();
            onion.wipe();
        }
    }

    private boolean renew(long now, boolean sayNothing) {
        MediumTerm before = medium;
        if (now >= before.certificate().notBeforeMs()
                && now < before.certificate().notAfterMs() - RENEW_MS) {
            return false;
        }
        Optional<DualKey> master = stored.master();
        if (master.isPresent()) {
            try {
                long epoch = before.certificate().epoch();
                replace(using(() -> issue(master.get(), before.link(), epoch)));
            } finally {
                master.get().wipe();
            }
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
        changing(() -> {
            medium.signing().wipe();
            medium = renewed;
            wipeIfDropped();
        });
    }

    /**
     * Agrees with another's public key by the private half of the link key.
     *
     * @throws QGateException as {@link X25519Pair#agree}; QG-VLT-0002 while the vault is locked
     */
    public byte[] agree(byte[] theirs) {
        return using(() -> medium.link().agree(theirs));
    }

    /** Certificate and signature by one and the same medium-term key, even while it is being renewed. */
    public byte[] certifiedSignature(String domain, byte[] message) {
        return using(() ->
                Bytes.join(medium.certificate().encoded(), medium.signing().sign(domain, message, random)));
    }

    /** Returns what masks and probes of links to this node are keyed by. */
    public LinkMask mask() {
        return mask;
    }

    /** Works with current or previous onion keys of a name; null when they are not accepted (any more). */
    public <T> T withOnion(byte[] name, Function<OnionPair, T> work) {
        return using(() -> {
            OnionPair found = onion.find(name, clock.wallMs());
            return found == null ? null : work.apply(found);
        });
    }
}
