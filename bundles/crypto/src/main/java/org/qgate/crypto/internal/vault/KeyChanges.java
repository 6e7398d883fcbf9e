package org.qgate.crypto.internal.vault;

import java.nio.file.Path;
import java.util.TreeMap;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.VaultError;
import org.qgate.api.vault.KeyFiles;
import org.qgate.api.vault.VaultState;
import org.qgate.crypto.internal.primitive.Bytes;

/**
 * The vault is made, opened by a key file, and given to other key files. Stretching a passphrase takes a second, reading a
 * medium as long as it likes: both happen without any lock, and what came of it counts if the header on disk is the same
 * still. Thread-safe. Passphrases are their owner's to wipe.
 */
final class KeyChanges {
    private final VaultGround ground;
    private final HeaderStore store;
    private final Witness witness;
    private final KeyHolder keys;
    private final SlotMaker slots;
    private final Object changes;

    /** {@code changes} is the monitor of whoever changes what is held. */
    KeyChanges(VaultGround ground, HeaderStore store, Witness witness, KeyHolder keys, Object changes) {
        this.ground = ground;
        this.store = store;
        this.witness = witness;
        this.keys = keys;
        this.changes = changes;
        slots = new SlotMaker(ground.random(), ground.stretching());
    }

    void create(KeyFiles files, char[] passphrase) {
        refuse(files);
        requireAbsent();
        byte[] kek = ground.random().bytes(HeaderForm.KEY);
        TreeMap<Long, byte[]> epochs = new TreeMap<>();
        epochs.put(1L, ground.random().bytes(HeaderForm.KEY));
        try {
            byte[] id = ground.random().bytes(HeaderForm.ID);
            Header header = slots.header(id, ground.clock().wallMs(), files, passphrase, kek, epochs);
            synchronized (changes) {
                requireAbsent();
                begin(header, kek, KeyRing.of(header, kek, epochs, ground.ciphers(), ground.random()));
                keys.replace(held(header, kek, epochs, files, passphrase));
                witness.begin(null);
            }
        } finally {
            Bytes.wipe(kek, epochs.get(1L));
        }
    }

    private void requireAbsent() {
        keys.refuseWhileClosed();
        if (keys.held().state() != VaultState.ABSENT || store.read().isPresent()) {
            throw new QGateException(
                    VaultError.EXISTS,
                    "vault " + keys.status(witness.freshness()).id());
        }
    }

    private void refuse(KeyFiles files) {
        ground.home().refuseKey(files.key());
        files.recovery().ifPresent(ground.home()::refuseKey);
    }

    /** Own files before the header: a crash in between leaves no vault and the plain files, one after it the sealed ones. */
    private void begin(Header header, byte[] kek, KeyRing ring) {
        try {
            ground.own().sealBeside(header.newest().number(), (map, position, content) -> {
                byte[] sealed = new byte[content.length + NodeVault.OVERHEAD];
                ring.seal(map, header.newest().number(), position, content, 0, content.length, sealed, 0);
                return sealed;
            });
            store.write(header, kek);
        } finally {
            ring.wipe();
        }
    }

    private Held held(Header header, byte[] kek, TreeMap<Long, byte[]> epochs, KeyFiles files, char[] passphrase) {
        KeyRing ring = KeyRing.of(header, kek, epochs, ground.ciphers(), ground.random());
        return Held.unlocked(header, ring, Medium.of(files.key()), returns(SlotKey.isEmpty(passphrase)));
    }

    /** Whether the vault shall unlock itself when the key file went and is there again. */
    private boolean returns(boolean alone) {
        return alone || ground.unattended().answers();
    }

    void unlock(Path keyFile, char[] passphrase) {
        boolean taken = false;
        while (!taken) {
            keys.refuseWhileClosed();
            try (Unwrapped found = Unwrapped.open(store, witness, keyFile, passphrase)) {
                Medium medium = Medium.of(keyFile);
                taken = ifUnchanged(found, () -> {
                    keys.replace(found.held(medium, ground.ciphers(), ground.random(), returns(found.alone())));
                    witness.begin(found.seen());
                });
            }
        }
    }

    /** Gives it to other key files, and begins an epoch: whoever had a copy of the old one shall not read what comes. */
    void rekey(Path keyFile, char[] passphrase, KeyFiles next, char[] nextPassphrase) {
        refuse(next);
        boolean taken = false;
        while (!taken) {
            keys.refuseWhileClosed();
            byte[] kek = ground.random().bytes(HeaderForm.KEY);
            try (Unwrapped found = Unwrapped.open(store, witness, keyFile, passphrase)) {
                Header header = rewrapped(found, next, nextPassphrase, kek);
                taken = ifUnchanged(found, () -> {
                    store.write(header, kek);
                    keys.replace(held(header, kek, found.keys(), next, nextPassphrase));
                    witness.begin(null);
                    ground.own().sealAnew(header.newest().number());
                });
            } finally {
                Bytes.wipe(kek);
            }
        }
    }

    private Header rewrapped(Unwrapped found, KeyFiles next, char[] passphrase, byte[] kek) {
        Header before = found.header();
        if (before.hasRecovery() && next.recovery().isEmpty()) {
            throw new QGateException(VaultError.RECOVERY, "no recovery file was named");
        }
        before.requireRoom();
        found.keys().put(before.newest().number() + 1, ground.random().bytes(HeaderForm.KEY));
        return slots.rewrapped(found, next, passphrase, kek, ground.clock().wallMs());
    }

    private boolean ifUnchanged(Unwrapped found, Runnable change) {
        synchronized (changes) {
            keys.refuseWhileClosed();
            boolean same = store.read()
                    .filter(now -> now.header().revision() == found.header().revision())
                    .isPresent();
            if (same) {
                change.run();
            }
            return same;
        }
    }
}
