package org.qgate.crypto.internal.vault;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.qgate.api.base.Clock;
import org.qgate.api.crypto.RandomSource;
import org.qgate.api.error.QGateException;
import org.qgate.api.vault.KeyFiles;
import org.qgate.api.vault.Vault;
import org.qgate.api.vault.VaultListener;
import org.qgate.api.vault.VaultState;
import org.qgate.api.vault.VaultStatus;
import org.qgate.crypto.internal.primitive.Argon2;
import org.qgate.crypto.internal.primitive.Ciphers;

/**
 * The vault of one node over a header on disk. Thread-safe: whoever changes something is alone ({@code synchronized}); the
 * lock keeps users of keys out for the moment in which keys change, and for as long as the vault is frozen.
 */
public final class NodeVault implements Vault {
    private final VaultGround ground;
    private final HeaderStore store;
    private final KeyChanges changes;
    private final KeyHolder keys;
    private final Announcer announcer;
    private final EpochChanges epochs;
    private final MediumWatch watch;
    private final VaultCrossing crossing;
    private final Witness witness;

    /** A vault alone, as tests and other bundles' tests need it. */
    public NodeVault(
            Path folder, RandomSource random, Clock clock, Ciphers ciphers, Argon2 stretching, VaultListener listener) {
        this(VaultGround.bare(folder, random, clock, ciphers, stretching), listener);
    }

    /** Looks at what is there; unlocks nothing. The listener is told of every change of state. */
    public NodeVault(VaultGround ground, VaultListener listener) {
        this.ground = ground;
        store = new HeaderStore(ground.folder());
        keys = new KeyHolder(found());
        witness = new Witness(ground);
        changes = new KeyChanges(ground, store, witness, keys, this);
        announcer = new Announcer(keys, witness, listener);
        epochs = new EpochChanges(ground, store, keys);
        watch = new MediumWatch(ground, store, witness, keys, this);
        crossing = new VaultCrossing(ground, store, witness, keys, this::found);
    }

    private Held found() {
        try {
            return store.read()
                    .map(stored -> Held.locked(stored.header(), null, false, "no key file was named since the start"))
                    .orElse(Held.ABSENT);
        } catch (QGateException unreadable) {
            return Held.unreadable(unreadable);
        }
    }

    @Override
    public VaultStatus status() {
        return keys.status(witness.freshness());
    }

    @Override
    public VaultStatus create(KeyFiles files, char[] passphrase) {
        try {
            changes.create(files, passphrase);
        } finally {
            MediumWatch.wipe(passphrase);
        }
        return opened();
    }

    private VaultStatus opened() {
        ground.own().removePlain();
        announcer.tell();
        renewAnchor();
        return status();
    }

    @Override
    public VaultStatus unlock(Path keyFile, char[] passphrase) {
        try {
            changes.unlock(keyFile, passphrase);
        } finally {
            MediumWatch.wipe(passphrase);
        }
        return opened();
    }

    @Override
    public void verify(Path keyFile, char[] passphrase) {
        try {
            Unwrapped.open(store, witness, keyFile, passphrase).close();
        } finally {
            MediumWatch.wipe(passphrase);
        }
    }

    @Override
    public VaultStatus rekey(Path keyFile, char[] passphrase, KeyFiles next, char[] nextPassphrase) {
        try {
            changes.rekey(keyFile, passphrase, next, nextPassphrase);
        } finally {
            MediumWatch.wipe(passphrase);
            MediumWatch.wipe(nextPassphrase);
        }
        return opened();
    }

    @Override
    public void lock() {
        synchronized (this) {
            keys.refuseWhileClosed();
            Held now = keys.held();
            if (now.state() == VaultState.UNLOCKED || now.awaited()) {
                keys.replace(Held.locked(now.header(), now.medium(), false, "locked by vault:lock"));
            }
        }
        announcer.tell();
    }

    /**
     * The node has started: unlocks by this key file now or as soon as it is there, when nobody has to type for it. Nothing
     * happens unless the vault is locked.
     */
    public void await(Path keyFile) {
        watch.await(keyFile);
        look();
    }

    /**
     * Looks whether the key file is where it was: wipes the keys when it went, unlocks when it came back. To be called
     * every second or so.
     */
    public void look() {
        if (keys.closed()) {
            return;
        }
        if (watch.look()) {
            ground.own().removePlain();
        }
        announcer.tell();
    }

    /** Whether another version has what is held here, or is about to get it: nothing here changes then. */
    public boolean away() {
        return keys.closed();
    }

    /** Throws QG-VLT-0001 or QG-VLT-0002 unless unlocked. */
    public void requireUnlocked() {
        keys.unlocked();
    }

    @Override
    public long rotate() {
        long number;
        synchronized (this) {
            number = epochs.begin();
        }
        renewAnchor();
        return number;
    }

    @Override
    public List<Long> epochs() {
        return epochs.numbers();
    }

    @Override
    public void erase(long epoch) {
        synchronized (this) {
            epochs.erase(epoch);
        }
        renewAnchor();
    }

    @Override
    public void anchor(byte[] latest) {
        if (latest.length > MAX_ANCHOR) {
            throw new IllegalArgumentException("an anchor has at most " + MAX_ANCHOR + " bytes");
        }
        witness.tell(latest.clone());
    }

    @Override
    public Optional<byte[]> anchored() {
        keys.unlocked();
        return Optional.of(witness.latest().clone()).filter(latest -> latest.length > 0);
    }

    /** Writes the anchor beside the key file if anything has changed since; the medium may block. */
    public void renewAnchor() {
        Held now = keys.held();
        if (now.header() != null && now.medium() != null && now.medium().present() && !keys.closed()) {
            witness.renew(now.header(), now.medium().file());
        }
    }

    @Override
    public int seal(String map, long epoch, byte[] position, byte[] in, int inAt, int length, byte[] out, int outAt) {
        return keys.use(ring -> ring.seal(map, epoch, position, in, inAt, length, out, outAt));
    }

    @Override
    public int open(String map, long epoch, byte[] position, byte[] in, int inAt, int length, byte[] out, int outAt) {
        return keys.use(ring -> ring.open(map, epoch, position, in, inAt, length, out, outAt));
    }

    @Override
    public void mac(String map, long epoch, byte[] context, byte[] in, int inAt, int length, byte[] out, int outAt) {
        keys.use(ring -> ring.mac(map, epoch, context, in, inAt, length, out, outAt));
    }

    /**
     * Gives what is held away and wipes it here; users of keys wait until {@link #thaw} or {@link #leave}.
     *
     * @return outside the heap; its taker zeroes it
     */
    public synchronized ByteBuffer freeze() {
        return crossing.freeze();
    }

    /**
     * Goes on with what {@link #freeze} gave, in this version or another.
     *
     * @throws QGateException QG-VLT-0005 when the header on disk is not the one that was frozen
     */
    public synchronized void thaw(ByteBuffer escrow) {
        announcer.known(crossing.thaw(escrow).state());
    }

    /** Another version goes on: what is held here is wiped, and whoever waits for it finds the vault locked. */
    public synchronized void leave() {
        crossing.leave();
    }

    /** Wipes what is held, for good; the node stops, so the anchor tells of now. */
    public void end() {
        Held last = keys.held();
        boolean mine = !keys.closed();
        leave();
        if (mine && last.medium() != null && last.header() != null) {
            witness.renew(last.header(), last.medium().file());
        }
    }
}
