package org.qgate.store.internal.seal;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;

/**
 * Seals what the store writes: authenticated encryption under a named key with associated data, with a nonce of its own
 * choice that it carries along, and a MAC of 32 bytes. Thread-safe.
 */
public interface Seal {
    /** Returns the epoch under which new records are sealed; stays the same while something is written. */
    int epoch();

    /** Returns the newest epoch there is: another one than {@link #epoch} until {@link #renew}. */
    default int newest() {
        return epoch();
    }

    /** Seals in the newest epoch from now on. To be called while nothing is written. */
    default void renew() {}

    /** Says that nothing is sealed in an epoch before this one any more. */
    default void release(int oldest) {}

    /** Returns by how many bytes a sealed record is longer. */
    int overhead();

    /** Seals bytes; the result is {@link #overhead()} longer. */
    byte[] seal(KeyName key, byte[] associated, byte[] plain);

    /**
     * Opens what {@link #seal} made.
     *
     * @throws GeneralSecurityException when key, associated data or a single bit differ
     */
    byte[] open(KeyName key, byte[] associated, byte[] sealed) throws GeneralSecurityException;

    /** Returns the MAC, 32 bytes, of two pieces. */
    byte[] mac(KeyName key, byte[] first, byte[] second, int offset, int length);

    /** Returns whether bytes are the MAC of two pieces; false too when the key's epoch is not there. */
    default boolean isMac(byte[] claimed, KeyName key, byte[] first, byte[] second, int offset, int length) {
        return MessageDigest.isEqual(claimed, mac(key, first, second, offset, length));
    }
}
