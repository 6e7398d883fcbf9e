package org.qgate.crypto.internal.vault;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.qgate.api.crypto.RandomSource;
import org.qgate.api.vault.KeyFiles;
import org.qgate.crypto.internal.primitive.Argon2;
import org.qgate.crypto.internal.primitive.KeyWrap;

/** Wraps: the key-encryption key for the holders of key files, epochs under the key-encryption key. */
final class SlotMaker {
    private final RandomSource random;
    private final Argon2 stretching;

    SlotMaker(RandomSource random, Argon2 stretching) {
        this.random = random;
        this.stretching = stretching;
    }

    static Header.Epoch epoch(long number, long createdMs, byte[] key, byte[] kek) {
        return new Header.Epoch(number, createdMs, KeyWrap.wrap(kek, key));
    }

    /** Makes a first header; key files that are missing are made. */
    Header header(byte[] id, long nowMs, KeyFiles files, char[] passphrase, byte[] kek, SortedMap<Long, byte[]> keys) {
        List<Header.Epoch> epochs = new ArrayList<>();
        keys.forEach((number, key) -> epochs.add(epoch(number, nowMs, key, kek)));
        return new Header(id, 1, nowMs, slots(id, files, passphrase, kek), List.copyOf(epochs));
    }

    /** Wraps all keys under another key-encryption key, and that one for other key files; new epochs begin now. */
    Header rewrapped(Unwrapped opened, KeyFiles files, char[] passphrase, byte[] kek, long nowMs) {
        Header before = opened.header();
        Map<Long, Long> began = new HashMap<>();
        before.epochs().forEach(epoch -> began.put(epoch.number(), epoch.createdMs()));
        List<Header.Epoch> epochs = new ArrayList<>();
        opened.keys().forEach((number, key) -> epochs.add(epoch(number, began.getOrDefault(number, nowMs), key, kek)));
        List<Header.Slot> slots = slots(before.id(), files, passphrase, kek);
        return new Header(before.id(), before.revision() + 1, before.createdMs(), slots, List.copyOf(epochs));
    }

    private List<Header.Slot> slots(byte[] id, KeyFiles files, char[] passphrase, byte[] kek) {
        KeyFile daily = KeyFile.readOrMake(files.key(), random);
        try {
            Header.Slot first = SlotKey.make(id, false, daily, passphrase, stretching, kek, random);
            return files.recovery()
                    .map(file -> List.of(first, recovery(id, KeyFile.readOrMake(file, random), daily, files, kek)))
                    .orElseGet(() -> List.of(first));
        } finally {
            daily.wipe();
        }
    }

    private Header.Slot recovery(byte[] id, KeyFile file, KeyFile daily, KeyFiles files, byte[] kek) {
        try {
            if (Arrays.equals(file.name(), daily.name())) {
                throw VaultRefusals.keyFile(files.key(), "is the recovery file as well");
            }
            return SlotKey.make(id, true, file, null, stretching, kek, random);
        } finally {
            file.wipe();
        }
    }
}
