package org.qgate.crypto.internal.vault;

import java.util.List;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.VaultError;
import org.qgate.crypto.internal.primitive.Bytes;

/** Epochs come and go in the header, on disk first. One call at a time. */
final class EpochChanges {
    private final VaultGround ground;
    private final HeaderStore store;
    private final KeyHolder keys;

    EpochChanges(VaultGround ground, HeaderStore store, KeyHolder keys) {
        this.ground = ground;
        this.store = store;
        this.keys = keys;
    }

    List<Long> numbers() {
        keys.unlocked();
        return keys.held().header().epochs().stream().map(Header.Epoch::number).toList();
    }

    /** Begins one and seals the vault's own files in it. */
    long begin() {
        KeyRing ring = keys.unlocked();
        Header header = keys.held().header();
        header.requireRoom();
        long number = header.newest().number() + 1;
        byte[] kek = ring.kek();
        byte[] key = ground.random().bytes(HeaderForm.KEY);
        try {
            Header next = header.with(SlotMaker.epoch(number, ground.clock().wallMs(), key, kek));
            store.write(next, kek);
            keys.change(next, () -> ring.add(number, key));
            ground.own().sealAnew(number);
        } finally {
            Bytes.wipe(kek, key);
        }
        return number;
    }

    void erase(long epoch) {
        KeyRing ring = keys.unlocked();
        Header header = keys.held().header();
        if (header.epochs().stream().noneMatch(one -> one.number() == epoch)) {
            throw new QGateException(VaultError.UNKNOWN_EPOCH, "epoch " + epoch + "; there are " + numbers());
        }
        if (header.newest().number() == epoch) {
            throw new QGateException(VaultError.EPOCH_IN_USE, "epoch " + epoch);
        }
        ground.own().sealAnew(header.newest().number());
        byte[] kek = ring.kek();
        try {
            Header next = header.without(epoch);
            store.write(next, kek);
            keys.change(next, () -> ring.remove(epoch));
        } finally {
            Bytes.wipe(kek);
        }
    }
}
