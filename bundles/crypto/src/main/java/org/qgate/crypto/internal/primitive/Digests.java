package org.qgate.crypto.internal.primitive;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * One hash function of FIPS 180-4, of whole inputs. Making an object of the runtime costs as much as hashing 200 bytes, so
 * some are kept: a thread takes one, or makes one when another thread has it. Thread-safe.
 */
final class Digests {
    /** A power of two: threads are spread over them by their number. */
    private static final int KEPT = 8;

    private final String name;
    private final Provider provider;
    private final int bytes;
    private final AtomicReferenceArray<MessageDigest> idle = new AtomicReferenceArray<>(KEPT);

    /** @param provider or null for the runtime's choice */
    Digests(String name, Provider provider) {
        this.name = name;
        this.provider = provider;
        bytes = fresh().getDigestLength();
    }

    private MessageDigest fresh() {
        try {
            return provider == null ? MessageDigest.getInstance(name) : MessageDigest.getInstance(name, provider);
        } catch (GeneralSecurityException missing) {
            throw Refusals.noProvider(missing);
        }
    }

    /** Hashes a part of an array into another. */
    void digest(byte[] in, int offset, int length, byte[] out, int outOffset) {
        int slot = (int) Thread.currentThread().getId() & KEPT - 1;
        MessageDigest taken = idle.getAndSet(slot, null);
        MessageDigest digest = taken == null ? fresh() : taken;
        try {
            digest.update(in, offset, length);
            digest.digest(out, outOffset, bytes);
        } catch (GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException refused) {
            throw Refusals.malformed(name + " of " + length + " bytes from " + offset + " of " + in.length + " to "
                    + outOffset + " of " + out.length);
        }
        idle.setRelease(slot, digest); // what threw is not kept: it may hold half an input
    }
}
