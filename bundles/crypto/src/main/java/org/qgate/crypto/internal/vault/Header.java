package org.qgate.crypto.internal.vault;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.VaultError;
import org.qgate.crypto.internal.primitive.Argon2;

/**
 * What lies in the vault's header: names and wrapped keys, no secret. Immutable; its arrays are not changed.
 *
 * @param revision rises with each writing
 * @param slots who can open it: the key file, perhaps the recovery file
 * @param epochs oldest first, at least one; the last one seals
 */
record Header(byte[] id, long revision, long createdMs, List<Slot> slots, List<Epoch> epochs) {
    /** Most epochs that a header may hold. */
    static final int MOST_EPOCHS = 128;

    /**
     * The key-encryption key, wrapped for the holder of one key file.
     *
     * @param stretching how its passphrase is stretched; empty when it has none
     */
    record Slot(boolean recovery, byte[] keyName, Optional<Argon2> stretching, byte[] salt, byte[] wrapped) {}

    /** The key of an epoch, wrapped under the key-encryption key. */
    record Epoch(long number, long createdMs, byte[] wrapped) {}

    Optional<Slot> slot(byte[] keyName) {
        return slots.stream()
                .filter(slot -> Arrays.equals(slot.keyName, keyName))
                .findFirst();
    }

    boolean hasRecovery() {
        return slots.stream().anyMatch(Slot::recovery);
    }

    /** Whether the daily key file asks for a passphrase too. */
    boolean hasPassphrase() {
        return slots.stream().anyMatch(slot -> !slot.recovery && slot.stretching.isPresent());
    }

    Epoch newest() {
        return epochs.get(epochs.size() - 1);
    }

    /** Refuses one epoch too many. */
    void requireRoom() {
        if (epochs.size() == MOST_EPOCHS) {
            throw new QGateException(VaultError.FULL, epochs.size() + " epochs");
        }
    }

    Header with(Epoch next) {
        return with(Stream.concat(epochs.stream(), Stream.of(next)).toList());
    }

    Header without(long number) {
        return with(epochs.stream().filter(epoch -> epoch.number != number).toList());
    }

    private Header with(List<Epoch> others) {
        return new Header(id, revision + 1, createdMs, slots, others);
    }
}
