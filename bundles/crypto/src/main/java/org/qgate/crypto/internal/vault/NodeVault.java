package org.qgate.crypto.internal.vault;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.qgate.api.base.Clock;
import org.qgate.api.crypto.RandomSource;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.VaultError;
import org.qgate.api.vault.KeyFiles;
import org.qgate.api.vault.Vault;
import org.qgate.api.vault.VaultListener;
import org.qgate.api.vault.VaultState;
import org.qgate.api.vault.VaultStatus;
import org.qgate.crypto.internal.primitive.Argon2;
import org.qgate.crypto.internal.primitive.Bytes;
import org.qgate.crypto.internal.primitive.Ciphers;

/**
 * The vault of one node over a header on disk. Thread-safe: whoever changes something is alone ({@code synchronized}); the
 * lock keeps users of keys out for the moment in which keys change, and for as long as the vault is frozen.
 */
public final class NodeVault implements Vault {
    /** How long a user of keys waits for a hand-over. */
    private static final long PATIENCE_MS = 2_000;

    /** Permits: each user of keys takes one, who changes keys takes all. */
    private static final int EVERYBODY = 1 << 16;

    private final HeaderStore store;
    private final RandomSource random;
    private final Clock clock;
    private final Ciphers ciphers;
    private final SlotMaker slots;
    private final VaultListener listener;
    /**
     * Fair, so that whoever changes keys is not kept waiting by those who use them; a semaphore, so that one thread may
     * freeze and another one thaw.
     */
    private final Semaphore users = new Semaphore(EVERYBODY, true);

    private final Object telling = new Object();
    private volatile Held held;
    private VaultState told;
    private boolean frozen;

    /**
     * Looks at what is there; unlocks nothing.
     *
     * @param folder where the header lies or will lie
     * @param stretching for new passphrases
     * @param listener told of every change of state
     */
    public NodeVault(
            Path folder, RandomSource random, Clock clock, Ciphers ciphers, Argon2 stretching, VaultListener listener) {
        store = new HeaderStore(folder);
        this.random = random;
        this.clock = clock;
        this.ciphers = ciphers;
        this.listener = listener;
        slots = new SlotMaker(random, stretching);
        held = found();
        told = held.state();
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
        return held.status();
    }

    @Override
    public VaultStatus create(KeyFiles files, char[] passphrase) {
        byte[] kek = random.bytes(HeaderForm.KEY);
        byte[] first = random.bytes(HeaderForm.KEY);
        try {
            synchronized (this) {
                refuseWhileFrozen();
                if (held.state() != VaultState.ABSENT || store.read().isPresent()) {
                    throw new QGateException(
                            VaultError.EXISTS, "vault " + held.status().id());
                }
                TreeMap<Long, byte[]> keys = new TreeMap<>();
                keys.put(1L, first);
                Header header = slots.header(random.bytes(HeaderForm.ID), clock.wallMs(), files, passphrase, kek, keys);
                store.write(header, kek);
                install(header, kek, keys, files.key(), SlotKey.isEmpty(passphrase));
            }
        } finally {
            Bytes.wipe(kek, first);
            wipe(passphrase);
        }
        return tell();
    }

    @Override
    public VaultStatus unlock(Path keyFile, char[] passphrase) {
        synchronized (this) {
            try (Unwrapped opened = opened(keyFile, passphrase)) {
                install(opened.header(), opened.kek(), opened.keys(), keyFile, opened.alone());
            } finally {
                wipe(passphrase);
            }
        }
        return tell();
    }

    @Override
    public void verify(Path keyFile, char[] passphrase) {
        try {
            Unwrapped.open(store, keyFile, passphrase).close();
        } finally {
            wipe(passphrase);
        }
    }

    @Override
    public VaultStatus rekey(Path keyFile, char[] passphrase, KeyFiles next, char[] nextPassphrase) {
        byte[] kek = random.bytes(HeaderForm.KEY);
        synchronized (this) {
            try (Unwrapped opened = opened(keyFile, passphrase)) {
                if (opened.header().hasRecovery() && next.recovery().isEmpty()) {
                    throw new QGateException(VaultError.RECOVERY, "no recovery file was named");
                }
                Header header = slots.rewrapped(opened, next, nextPassphrase, kek);
                store.write(header, kek);
                install(header, kek, opened.keys(), next.key(), SlotKey.isEmpty(nextPassphrase));
            } finally {
                Bytes.wipe(kek);
                wipe(passphrase);
                wipe(nextPassphrase);
            }
        }
        return tell();
    }

    private Unwrapped opened(Path keyFile, char[] passphrase) {
        refuseWhileFrozen();
        return Unwrapped.open(store, keyFile, passphrase);
    }

    private static void wipe(char[] passphrase) {
        if (passphrase != null) {
            Arrays.fill(passphrase, '\0');
        }
    }

    private void install(Header header, byte[] kek, TreeMap<Long, byte[]> keys, Path keyFile, boolean alone) {
        replace(Held.unlocked(header, ring(header, kek, keys), Medium.of(keyFile), alone));
    }

    private KeyRing ring(Header header, byte[] kek, TreeMap<Long, byte[]> keys) {
        KeyRing ring = new KeyRing(header.id(), kek, ciphers, random);
        keys.forEach(ring::add);
        return ring;
    }

    /** Changes what is held while nobody uses a key, and wipes what is no longer held. */
    private void replace(Held next) {
        users.acquireUninterruptibly(EVERYBODY);
        try {
            KeyRing before = held.ring();
            held = next;
            if (before != null && before != next.ring()) {
                before.wipe();
            }
        } finally {
            users.release(EVERYBODY);
        }
    }

    /** One change is told after the other, without any lock that a user of keys waits for. */
    private VaultStatus tell() {
        synchronized (telling) {
            VaultState now = held.state();
            if (now != told) {
                told = now;
                listener.vaultChanged(now);
            }
            return held.status();
        }
    }

    @Override
    public void lock() {
        synchronized (this) {
            refuseWhileFrozen();
            if (held.state() == VaultState.UNLOCKED || held.awaited()) {
                replace(Held.locked(held.header(), held.medium(), false, "locked by vault:lock"));
            }
        }
        tell();
    }

    /**
     * Looks whether the key file is where it was: wipes the keys when it went, unlocks when it came back. To be called
     * every second or so.
     */
    public void look() {
        synchronized (this) {
            Held now = held;
            if (frozen) {
                return;
            }
            if (now.ring() != null && !now.medium().present()) {
                replace(Held.locked(
                        now.header(), now.medium(), now.awaited(), now.medium().file() + " was removed"));
            } else if (now.ring() == null && now.awaited() && now.medium().present()) {
                comeBack(now);
            }
        }
        tell();
    }

    private void comeBack(Held now) {
        try (Unwrapped opened = Unwrapped.open(store, now.medium().file(), null)) {
            install(opened.header(), opened.kek(), opened.keys(), now.medium().file(), true);
        } catch (QGateException refused) {
            // Another file lies there now, or the medium is not ready yet: the next look tries again.
            held = Held.locked(now.header(), now.medium(), true, refused.getMessage());
        }
    }

    @Override
    public synchronized long rotate() {
        KeyRing ring = unlocked();
        Header header = held.header();
        if (header.epochs().size() == Header.MOST_EPOCHS) {
            throw new QGateException(VaultError.FULL, header.epochs().size() + " epochs");
        }
        long number = header.newest().number() + 1;
        byte[] kek = ring.kek();
        byte[] key = random.bytes(HeaderForm.KEY);
        try {
            Header next = header.with(SlotMaker.epoch(number, clock.wallMs(), key, kek));
            store.write(next, kek);
            change(next, () -> ring.add(number, key));
        } finally {
            Bytes.wipe(kek, key);
        }
        return number;
    }

    @Override
    public List<Long> epochs() {
        Held now = held;
        if (now.ring() == null) {
            throw refusal(now);
        }
        return now.header().epochs().stream().map(Header.Epoch::number).toList();
    }

    @Override
    public synchronized void erase(long epoch) {
        KeyRing ring = unlocked();
        Header header = held.header();
        if (header.epochs().stream().noneMatch(one -> one.number() == epoch)) {
            throw new QGateException(VaultError.UNKNOWN_EPOCH, "epoch " + epoch + "; there are " + epochs());
        }
        if (header.newest().number() == epoch) {
            throw new QGateException(VaultError.EPOCH_IN_USE, "epoch " + epoch);
        }
        byte[] kek = ring.kek();
        try {
            Header next = header.without(epoch);
            store.write(next, kek);
            change(next, () -> ring.remove(epoch));
        } finally {
            Bytes.wipe(kek);
        }
    }

    private void change(Header next, Runnable ofKeys) {
        users.acquireUninterruptibly(EVERYBODY);
        try {
            ofKeys.run();
            held = held.with(next);
        } finally {
            users.release(EVERYBODY);
        }
    }

    @Override
    public int seal(String map, long epoch, byte[] position, byte[] in, int inAt, int length, byte[] out, int outAt) {
        enter();
        try {
            return unlocked().seal(map, epoch, position, in, inAt, length, out, outAt);
        } finally {
            users.release();
        }
    }

    @Override
    public int open(String map, long epoch, byte[] position, byte[] in, int inAt, int length, byte[] out, int outAt) {
        enter();
        try {
            return unlocked().open(map, epoch, position, in, inAt, length, out, outAt);
        } finally {
            users.release();
        }
    }

    @Override
    public void mac(String map, long epoch, byte[] context, byte[] in, int inAt, int length, byte[] out, int outAt) {
        enter();
        try {
            unlocked().mac(map, epoch, context, in, inAt, length, out, outAt);
        } finally {
            users.release();
        }
    }

    private void enter() {
        boolean entered = false;
        try {
            entered = users.tryAcquire(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        if (!entered) {
            throw handOver();
        }
    }

    /** While it is frozen somebody holds the lock for good: whoever waited for it would wait under the monitor. */
    private void refuseWhileFrozen() {
        if (frozen) {
            throw handOver();
        }
    }

    private static QGateException handOver() {
        return new QGateException(VaultError.LOCKED, "the vault is being handed over");
    }

    private KeyRing unlocked() {
        Held now = held;
        if (now.ring() == null) {
            throw refusal(now);
        }
        return now.ring();
    }

    private static QGateException refusal(Held now) {
        return now.state() == VaultState.ABSENT ? VaultRefusals.absent() : VaultRefusals.locked();
    }

    /**
     * Gives what is held away and wipes it here; users of keys wait until {@link #thaw} or {@link #leave}.
     *
     * @return outside the heap; its taker zeroes it
     */
    public synchronized ByteBuffer freeze() {
        users.acquireUninterruptibly(EVERYBODY);
        frozen = true;
        Held now = held;
        ByteBuffer escrow = VaultEscrow.write(now);
        if (now.ring() != null) {
            held = Held.locked(now.header(), now.medium(), now.awaited(), "handed over");
            now.ring().wipe();
        }
        return escrow;
    }

    /**
     * Goes on with what {@link #freeze} gave, in this version or another.
     *
     * @throws QGateException QG-VLT-0005 when the header on disk is not the one that was frozen
     */
    public synchronized void thaw(ByteBuffer escrow) {
        VaultEscrow read = VaultEscrow.read(escrow);
        Held next;
        try {
            next = thawed(read);
        } finally {
            read.wipe();
        }
        held = next;
        told = next.state();
        leave();
    }

    private Held thawed(VaultEscrow read) {
        if (read.kek().isEmpty()) {
            Held found = found();
            return found.header() == null ? found : read.locked(found.header());
        }
        HeaderStore.Stored stored = store.read().orElseThrow(VaultRefusals::absent);
        try (Unwrapped opened = Unwrapped.of(stored, read.kek().get().clone(), read.awaited())) {
            KeyRing ring = ring(opened.header(), opened.kek(), opened.keys());
            return Held.unlocked(opened.header(), ring, read.medium(), read.awaited());
        }
    }

    /** Lets users of keys go on, who find the vault locked; nothing happens when it was not frozen. */
    public synchronized void leave() {
        if (frozen) {
            users.release(EVERYBODY);
            frozen = false;
        }
    }

    /** Wipes what is held, for good. */
    public synchronized void end() {
        leave();
        if (held.ring() != null) {
            replace(Held.locked(held.header(), held.medium(), false, "ended"));
        }
    }
}
