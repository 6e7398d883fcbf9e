package org.qgate.extender.messenger.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.qgate.extender.messenger.session.Octets;

/** Keys of rows: parts of fixed lengths, one after the other. */
public final class At {
    private At() {}

    /** A word. */
    public static Octets of(String word) {
        return Octets.of(word.getBytes(StandardCharsets.US_ASCII));
    }

    /** A number; rows are in its order. */
    public static Octets of(long number) {
        return Octets.of(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    /** Something, then a number. */
    public static Octets of(Octets first, long number) {
        return of(first, of(number).bytes());
    }

    /** Something, then something else. */
    public static Octets of(Octets first, byte[] second) {
        byte[] both = Arrays.copyOf(first.bytes(), first.length() + second.length);
        System.arraycopy(second, 0, both, first.length(), second.length);
        return Octets.of(both);
    }

    /** Something, then a number: later ones first. */
    public static Octets latest(Octets first, long number) {
        return of(first, Long.MAX_VALUE - number);
    }

    /** Reads the number that ends a key. */
    public static long number(byte[] key) {
        return ByteBuffer.wrap(key).getLong(key.length - Long.BYTES);
    }

    /** The first key behind all that begin so; empty when there is none. */
    static Optional<byte[]> after(Octets prefix) {
        byte[] bytes = prefix.bytes();
        for (int i = bytes.length - 1; i >= 0; i--) {
            if (++bytes[i] != 0) {
                return Optional.of(Arrays.copyOf(bytes, i + 1));
            }
        }
        return Optional.empty();
    }
}
