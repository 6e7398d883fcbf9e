package org.qgate.extender.messenger.session;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.qgate.ext.crypto.Primitives;

/**
 * The key of one file, told in a message; the file goes elsewhere, in chunks that are sealed one by one so that it can be sent,
 * stored and resumed in any order. Each chunk is bound to the file, its size and its place, so which one is the last is known:
 * chunks that are missing, swapped, repeated or of another file do not open. Secret.
 *
 * <p>All chunks are equally long, and their number is rounded up by at most an eighth (Padmé), so whoever carries them learns the
 * size no finer than that: of files under 64 KiB nothing.
 *
 * @param id random, 16 bytes: what the chunks are stored under
 * @param key random, 32 bytes, for this file alone
 * @param size of the file in bytes, at most {@link #MOST_BYTES}
 */
public record Attachment(Octets id, Octets key, long size) {
    /** Length of a chunk before it is sealed. */
    public static final int CHUNK_BYTES = 64 << 10;

    /** Length of a sealed chunk. */
    public static final int SEALED_BYTES = CHUNK_BYTES + Primitives.TAG_BYTES;

    /** The largest file. */
    public static final long MOST_BYTES = 64L << 20;

    /** Length of {@link #encode()}. */
    public static final int BYTES = 1 + 16 + Primitives.KEY_BYTES + 8;

    private static final int VERSION = 1;
    private static final int ID_BYTES = 16;

    /** Refuses what is out of range. */
    public Attachment {
        Octets.exactly(ID_BYTES, id.bytes());
        Octets.exactly(Primitives.KEY_BYTES, key.bytes());
        if (size < 0 || size > MOST_BYTES) {
            throw new MalformedException("a file of " + size + " bytes; the most is " + MOST_BYTES);
        }
    }

    /** Makes the key of a file of so many bytes. */
    public static Attachment make(Crypto crypto, long size) {
        byte[] random = crypto.random().bytes(ID_BYTES + Primitives.KEY_BYTES);
        return new Attachment(
                Octets.of(Arrays.copyOf(random, ID_BYTES)),
                Octets.of(Arrays.copyOfRange(random, ID_BYTES, random.length)),
                size);
    }

    /** Returns how many chunks there are, 1 or more; those behind the file's end hold zeros. */
    public int chunks() {
        int filled = (int) Math.max(1, (size + CHUNK_BYTES - 1) / CHUNK_BYTES);
        int exponent = 31 - Integer.numberOfLeadingZeros(filled);
        int kept = 32 - Integer.numberOfLeadingZeros(exponent);
        int mask = (1 << (exponent - kept)) - 1;
        return (filled + mask) & ~mask;
    }

    /** Returns how many bytes of the file a chunk holds; 0 behind its end. */
    public int length(int index) {
        checked(index);
        return (int) Math.max(0, Math.min(CHUNK_BYTES, size - (long) index * CHUNK_BYTES));
    }

    /**
     * Seals a chunk. The same chunk of the same file may be sealed again, another one in its place must not.
     *
     * @param index from 0
     * @param plain {@link #length} bytes
     * @return {@link #SEALED_BYTES} bytes
     */
    public byte[] seal(Crypto crypto, int index, byte[] plain) {
        if (plain.length != length(index)) {
            throw new IllegalArgumentException(plain.length + " bytes for chunk " + index + " of " + length(index));
        }
        return crypto.primitives().seal(key.bytes(), nonce(index), associated(), Arrays.copyOf(plain, CHUNK_BYTES));
    }

    /** Returns the file's bytes of a chunk; empty when it was altered or is not the one of this place. */
    public Optional<byte[]> open(Crypto crypto, int index, byte[] sealed) {
        int length = length(index);
        if (sealed.length != SEALED_BYTES) {
            return Optional.empty();
        }
        return crypto.primitives()
                .open(key.bytes(), nonce(index), associated(), sealed)
                .map(plain -> Arrays.copyOf(plain, length));
    }

    private byte[] nonce(int index) {
        return ByteBuffer.allocate(Primitives.NONCE_BYTES)
                .putInt(Primitives.NONCE_BYTES - Integer.BYTES, index)
                .array();
    }

    private byte[] associated() {
        return new Writer().u8(VERSION).raw(id).i64(size).bytes();
    }

    private void checked(int index) {
        if (index < 0 || index >= chunks()) {
            throw new IllegalArgumentException("chunk " + index + " of " + chunks());
        }
    }

    /** Returns it as {@link #BYTES} bytes. */
    public byte[] encode() {
        return new Writer().u8(VERSION).raw(id).raw(key).i64(size).bytes();
    }

    /**
     * Reads what {@link #encode()} wrote.
     *
     * @throws MalformedException when it is none
     */
    public static Attachment decode(byte[] bytes) {
        Reader reader = new Reader(bytes).version(VERSION);
        Attachment attachment =
                new Attachment(reader.octets(ID_BYTES), reader.octets(Primitives.KEY_BYTES), reader.i64());
        reader.end();
        return attachment;
    }
}
