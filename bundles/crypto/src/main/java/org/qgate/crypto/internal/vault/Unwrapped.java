package org.qgate.crypto.internal.vault;

import java.nio.file.Path;
import java.util.TreeMap;
import org.qgate.api.crypto.RandomSource;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.VaultError;
import org.qgate.crypto.internal.primitive.Bytes;
import org.qgate.crypto.internal.primitive.Ciphers;
import org.qgate.crypto.internal.primitive.KeyWrap;

/**
 * A header and its keys in the open, for as long as it takes to put them elsewhere.
 *
 * @param alone whether the key file opened it without a passphrase
 * @param seen what lies beside the key file; null when nobody looked
 */
record Unwrapped(Header header, byte[] kek, TreeMap<Long, byte[]> keys, boolean alone, Witness.Seen seen)
        implements AutoCloseable {
    /**
     * Opens the header on disk, if it is not older than the witness knows.
     *
     * @throws QGateException QG-VLT-0001, 0003, 0004, 0005, 0011, 0013 or 0016
     */
    static Unwrapped open(HeaderStore store, Witness witness, Path file, char[] passphrase) {
        HeaderStore.Stored stored = store.read().orElseThrow(VaultRefusals::absent);
        Header header = stored.header();
        KeyFile key = KeyFile.read(file);
        try {
            Header.Slot slot = header.slot(key.name())
                    .orElseThrow(() -> new QGateException(VaultError.WRONG_KEY, file + " belongs to another vault"));
            if (slot.stretching().isPresent() && SlotKey.isEmpty(passphrase)) {
                throw new QGateException(VaultError.PASSPHRASE, file + " alone does not unlock this vault");
            }
            byte[] kek = SlotKey.open(header.id(), slot, key, passphrase)
                    .orElseThrow(() -> new QGateException(
                            VaultError.WRONG_KEY,
                            slot.stretching().isPresent() ? "wrong passphrase" : file + " does not open this vault"));
            Unwrapped opened = of(stored, kek, slot.stretching().isEmpty());
            return opened.seen(witness, file, key);
        } finally {
            key.wipe();
        }
    }

    private Unwrapped seen(Witness witness, Path file, KeyFile key) {
        try {
            return new Unwrapped(header, kek, keys, alone, witness.check(header, file, key));
        } catch (QGateException older) {
            close();
            throw older;
        }
    }

    /** Takes the keys out; the key-encryption key is taken over. */
    static Unwrapped of(HeaderStore.Stored stored, byte[] kek, boolean alone) {
        Unwrapped opened = new Unwrapped(stored.header(), kek, new TreeMap<>(), alone, null);
        try {
            if (!HeaderForm.authentic(stored.content(), kek)) {
                throw VaultRefusals.damaged("was altered");
            }
            for (Header.Epoch epoch : opened.header.epochs()) {
                opened.keys.put(
                        epoch.number(),
                        KeyWrap.unwrap(kek, epoch.wrapped())
                                .filter(key -> key.length == HeaderForm.KEY)
                                .orElseThrow(() -> VaultRefusals.damaged("has a damaged epoch " + epoch.number())));
            }
            return opened;
        } catch (QGateException refused) {
            opened.close();
            throw refused;
        }
    }

    /** Puts copies of the keys where they stay; {@code awaited} when the vault shall come back by itself. */
    Held held(Medium medium, Ciphers ciphers, RandomSource random, boolean awaited) {
        return Held.unlocked(header, KeyRing.of(header, kek, keys, ciphers, random), medium, awaited);
    }

    @Override
    public void close() {
        Bytes.wipe(kek);
        keys.values().forEach(Bytes::wipe);
    }
}
