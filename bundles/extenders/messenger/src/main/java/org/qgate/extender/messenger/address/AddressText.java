package org.qgate.extender.messenger.address;

import java.util.Arrays;
import java.util.Locale;
import org.qgate.ext.crypto.Primitives;
import org.qgate.extender.messenger.session.MalformedException;
import org.qgate.extender.messenger.session.Reader;

/**
 * Addresses as text that people copy: {@code qgm1}, then base32 (RFC 4648, section 6, small letters, no padding) of the address and
 * four bytes of its digest, so that a wrong letter is found.
 */
public final class AddressText {
    private static final String PREFIX = "qgm1";
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int BITS = 5;
    private static final int CHECK_BYTES = 4;
    private static final int LONGEST = PREFIX.length() + (8 * (Address.MOST_BYTES + CHECK_BYTES) + BITS - 1) / BITS;

    private AddressText() {}

    /** Writes an address. */
    public static String of(Primitives primitives, Address address) {
        byte[] bytes = address.encode();
        byte[] all = Arrays.copyOf(bytes, bytes.length + CHECK_BYTES);
        System.arraycopy(check(primitives, bytes), 0, all, bytes.length, CHECK_BYTES);
        StringBuilder text = new StringBuilder(PREFIX);
        int buffer = 0;
        int bits = 0;
        for (byte each : all) {
            buffer = buffer << 8 | each & 0xff;
            for (bits += 8; bits >= BITS; bits -= BITS) {
                text.append(LETTERS.charAt(buffer >> bits - BITS & 31));
            }
            buffer &= (1 << bits) - 1;
        }
        return bits == 0
                ? text.toString()
                : text.append(LETTERS.charAt(buffer << BITS - bits & 31)).toString();
    }

    /**
     * Reads an address; capitals and blanks at its ends do not matter.
     *
     * @throws MalformedException saying what is wrong with it
     */
    public static Address read(Primitives primitives, String given) {
        String text = given.strip().toLowerCase(Locale.ROOT);
        if (!text.startsWith(PREFIX) || text.length() > LONGEST) {
            throw new MalformedException(
                    "an address begins with " + PREFIX + " and has at most " + LONGEST + " letters");
        }
        byte[] all = bytes(text.substring(PREFIX.length()));
        if (all.length < CHECK_BYTES) {
            throw new MalformedException("the address is cut off");
        }
        byte[] bytes = Arrays.copyOf(all, all.length - CHECK_BYTES);
        byte[] check = Arrays.copyOfRange(all, bytes.length, all.length);
        if (!Arrays.equals(check, check(primitives, bytes))) {
            throw new MalformedException("the address has a wrong letter, or one is missing");
        }
        Reader reader = new Reader(bytes);
        Address address = Address.read(reader);
        reader.end();
        return address;
    }

    private static byte[] bytes(String letters) {
        byte[] bytes = new byte[letters.length() * BITS / 8];
        int buffer = 0;
        int bits = 0;
        int at = 0;
        for (int i = 0; i < letters.length(); i++) {
            int value = LETTERS.indexOf(letters.charAt(i));
            if (value < 0) {
                throw new MalformedException("an address has no letter '" + letters.charAt(i) + "'");
            }
            buffer = buffer << BITS | value;
            bits += BITS;
            if (bits >= 8) {
                bits -= 8;
                bytes[at++] = (byte) (buffer >> bits);
                buffer &= (1 << bits) - 1;
            }
        }
        if (buffer != 0) {
            throw new MalformedException("the address has a wrong letter at its end");
        }
        return bytes;
    }

    private static byte[] check(Primitives primitives, byte[] bytes) {
        return Arrays.copyOf(primitives.sha256(bytes), CHECK_BYTES);
    }
}
