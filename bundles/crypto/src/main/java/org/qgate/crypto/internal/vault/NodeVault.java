package org.qgate.crypto.internal.vault;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
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
    private final HeaderStore store;
    private final RandomSource random;
    private final Clock clock;
    private final Ciphers ciphers;
    private final SlotMaker slots;
    private final VaultListener listener;
    private final OwnFiles own;
    private final Object telling = new Object();
    private final KeyHolder keys;
    private VaultState told;
    private volatile byte[] anchor;

    /**
     * Looks at what is there; unlocks nothing.
     *
     * @param folder where the header lies or will lie
     * @param stretching for new passphrases
     * @param listener told of every change of state
     */
    public NodeVault(
            Path folder, RandomSource random, Clock clock, Ciphers ciphers, Argon2 stretching, VaultListener listener) {
        this(folder, random, clock, ciphers, stretching, listener, OwnFiles.NONE);
    }

    /** The same, with files that follow the vault. */
    public NodeVault(
            Path folder,
            RandomSource random,
            Clock clock,
            Ciphers ciphers,
            Argon2 stretching,
            VaultListener listener,
            OwnFiles own) {
        this.own = own;
        store = new HeaderStore(folder);
        this.random = random;
        this.clock = clock;
        this.ciphers = ciphers;
        this.listener = listener;
        slots = new SlotMaker(random, stretching);
        keys = new KeyHolder(found());
        told = keys.held().state();
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
        return keys.held().status();
    }

    @Override
    public VaultStatus create(KeyFiles files, char[] passphrase) {
        byte[] kek = random.bytes(HeaderForm.KEY);
        TreeMap<Long, byte[]> epochs = new TreeMap<>();
        epochs.put(1L, random.bytes(HeaderForm.KEY));
        try {
            synchronized (this) {
                keys.refuseWhileFrozen();
                if (keys.held().state() != VaultState.ABSENT || store.read().isPresent()) {
                    throw new QGateException(VaultError.EXISTS, "vault " + status().id());
                }
                byte[] id = random.bytes(HeaderForm.ID);
                Header header = slots.header(id, clock.wallMs(), files, passphrase, kek, epochs);
                KeyRing ring = KeyRing.of(header, kek, epochs, ciphers, random);
                try {
                    sealOwn(ring, header.newest().number());
                    store.write(header, kek);
                } catch (QGateException failed) {
                    ring.wipe();
                    throw failed;
                }
                keys.replace(Held.unlocked(header, ring, Medium.of(files.key()), SlotKey.isEmpty(passphrase)));
            }
        } finally {
            Bytes.wipe(kek, epochs.get(1L));
            wipe(passphrase);
        }
        return opened();
    }

    /** Before the header: a crash in between leaves no vault and the plain files, a crash after it the sealed ones. */
    private void sealOwn(KeyRing ring, long epoch) {
        own.sealBeside(epoch, (map, position, content) -> {
            byte[] sealed = new byte[content.length + OVERHEAD];
            ring.seal(map, epoch, position, content, 0, content.length, sealed, 0);
            return sealed;
        });
    }

    private VaultStatus opened() {
        VaultStatus now = tell();
        own.removePlain();
        return now;
    }

    @Override
    public VaultStatus unlock(Path keyFile, char[] passphrase) {
        synchronized (this) {
            try (Unwrapped found = unwrap(keyFile, passphrase)) {
                keys.replace(found.held(Medium.of(keyFile), ciphers, random));
            } finally {
                wipe(passphrase);
            }
        }
        return opened();
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
            try (Unwrapped found = unwrap(keyFile, passphrase)) {
                if (found.header().hasRecovery() && next.recovery().isEmpty()) {
                    throw new QGateException(VaultError.RECOVERY, "no recovery file was named");
                }
                Header header = slots.rewrapped(found, next, nextPassphrase, kek);
                store.write(header, kek);
                KeyRing ring = KeyRing.of(header, kek, found.keys(), ciphers, random);
                keys.replace(Held.unlocked(header, ring, Medium.of(next.key()), SlotKey.isEmpty(nextPassphrase)));
            } finally {
                Bytes.wipe(kek);
                wipe(passphrase);
                wipe(nextPassphrase);
            }
        }
        return opened();
    }

    private Unwrapped unwrap(Path keyFile, char[] passphrase) {
        keys.refuseWhileFrozen();
        return Unwrapped.open(store, keyFile, passphrase);
    }

    private static void wipe(char[] passphrase) {
        if (passphrase != null) {
            Arrays.fill(passphrase, '\0');
        }
    }

    /** One change is told after the other, without any lock that a user of keys waits for. */
    private VaultStatus tell() {
        synchronized (telling) {
            VaultState now = keys.held().state();
            if (now != told) {
                told = now;
                listener.vaultChanged(now);
            }
            return keys.held().status();
        }
    }

    @Override
    public void lock() {
        synchronized (this) {
            keys.refuseWhileFrozen();
            Held now = keys.held();
            if (now.state() == VaultState.UNLOCKED || now.awaited()) {
                keys.replace(Held.locked(now.header(), now.medium(), false, "locked by vault:lock"));
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
            Held now = keys.held();
            if (keys.frozen()) {
                return;
            }
            if (now.ring() != null && !now.medium().present()) {
                keys.replace(Held.locked(
                        now.header(), now.medium(), now.awaited(), now.medium().file() + " was removed"));
            } else if (now.ring() == null && now.awaited() && now.medium().present()) {
                comeBack(now);
            }
        }
        tell();
    }

    private void comeBack(Held now) {
        try (Unwrapped found = Unwrapped.open(store, now.medium().file(), null)) {
            keys.replace(found.held(Medium.of(now.medium().file()), ciphers, random));
        } catch (QGateException refused) {
            // Another file lies there now, or the medium is not ready yet: the next look tries again.
            keys.replace(Held.locked(now.header(), now.medium(), true, refused.getMessage()));
        }
    }

    @Override
    public synchronized long rotate() {
        KeyRing ring = keys.unlocked();
        Header header = keys.held().header();
        if (header.epochs().size() == Header.MOST_EPOCHS) {
            throw new QGateException(VaultError.FULL, header.epochs().size() + " epochs");
        }
        long number = header.newest().number() + 1;
        byte[] kek = ring.kek();
        byte[] key = random.bytes(HeaderForm.KEY);
        try {
            Header next = header.with(SlotMaker.epoch(number, clock.wallMs(), key, kek));
            store.write(next, kek);
            keys.change(next, () -> ring.add(number, key));
            own.sealAnew(number);
        } finally {
            Bytes.wipe(kek, key);
        }
        return number;
    }

    @Override
    public List<Long> epochs() {
        keys.unlocked();
        return keys.held().header().epochs().stream().map(Header.Epoch::number).toList();
    }

    @Override
    public synchronized void erase(long epoch) {
        KeyRing ring = keys.unlocked();
        Header header = keys.held().header();
        if (header.epochs().stream().noneMatch(one -> one.number() == epoch)) {
            throw new QGateException(VaultError.UNKNOWN_EPOCH, "epoch " + epoch + "; there are " + epochs());
        }
        if (header.newest().number() == epoch) {
            throw new QGateException(VaultError.EPOCH_IN_USE, "epoch " + epoch);
        }
        own.sealAnew(header.newest().number());
        byte[] kek = ring.kek();
        try {
            Header next = header.without(epoch);
            store.write(next, kek);
            keys.change(next, () -> ring.remove(epoch));
        } finally {
            Bytes.wipe(kek);
        }
    }

    @Override
    public void anchor(byte[] latest) {
        if (latest.length > MAX_ANCHOR) {
            throw new IllegalArgumentException("an anchor has at most " + MAX_ANCHOR + " bytes");
        }
        if (keys.held().state() == VaultState.UNLOCKED) {
            anchor = latest.clone();
        }
    }

    @Override
    public Optional<byte[]> anchored() {
        keys.unlocked();
        return Optional.ofNullable(anchor).map(byte[]::clone);
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
        return keys.freeze(VaultEscrow::write);
    }

    /**
     * Goes on with what {@link #freeze} gave, in this version or another.
     *
     * @throws QGateException QG-VLT-0005 when the header on disk is not the one that was frozen
     */
    public synchronized void thaw(ByteBuffer escrow) {
        VaultEscrow read = VaultEscrow.read(escrow);
        try {
            Held next = thawed(read);
            synchronized (telling) {
                told = next.state();
            }
            keys.thaw(next);
        } finally {
            read.wipe();
        }
    }

    private Held thawed(VaultEscrow read) {
        if (read.kek().isEmpty()) {
            Held found = found();
            return found.header() == null ? found : read.locked(found.header());
        }
        HeaderStore.Stored stored = store.read().orElseThrow(VaultRefusals::absent);
        try (Unwrapped found = Unwrapped.of(stored, read.kek().get().clone(), read.awaited())) {
            return found.held(read.medium(), ciphers, random);
        }
    }

    /** Lets users of keys go on, who find the vault locked; nothing happens when it was not frozen. */
    public synchronized void leave() {
        keys.leave();
    }

    /** Wipes what is held, for good. */
    public synchronized void end() {
        leave();
        Held now = keys.held();
        if (now.ring() != null) {
            keys.replace(Held.locked(now.header(), now.medium(), false, "ended"));
        }
    }
}
