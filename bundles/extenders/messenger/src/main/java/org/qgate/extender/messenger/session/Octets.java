package org.qgate.extender.messenger.session;

import java.util.Arrays;
import java.util.HexFormat;

/** Bytes that do not change. They are shown only by {@link #hex()}: some are secret. */
public final class Octets {
    /** None. */
    public static final Octets NONE = new Octets(new byte[0]);

    private final byte[] bytes;

    private Octets(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Copies bytes. */
    public static Octets of(byte[] bytes) {
        return new Octets(bytes.clone());
    }

    /**
     * Copies bytes of which there must be so many.
     *
     * @throws MalformedException when there are more or fewer
     */
    static Octets exactly(int length, byte[] bytes) {
        if (bytes.length != length) {
            throw new MalformedException(bytes.length + " bytes where " + length + " are due");
        }
        return of(bytes);
    }

    /** Reads what {@link #hex()} wrote. */
    public static Octets fromHex(String hex) {
        return new Octets(HexFormat.of().parseHex(hex));
    }

    /** Returns a copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Returns how many there are. */
    public int length() {
        return bytes.length;
    }

    /** Returns the first so many of them. */
    public Octets first(int count) {
        return new Octets(Arrays.copyOf(bytes, Math.min(count, bytes.length)));
    }

    /** Returns them as lower-case hexadecimal digits; of secrets only to store them. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    /** By content; takes a time that depends on it, so not for secrets. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Octets octets && Arrays.equals(bytes, octets.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Says only how many there are. */
    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
