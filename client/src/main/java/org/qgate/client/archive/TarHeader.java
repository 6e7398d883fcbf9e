package org.qgate.client.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The block before each member (POSIX.1-2017, pax, "ustar Interchange Format"). Regular files and folders only. */
record TarHeader(String name, long size, int mode, char type) {
    static final int BLOCK = 512;
    static final char FILE = '0';
    static final char FOLDER = '5';
    /** Says something about the next member: its real name and size. */
    static final char PAX = 'x';

    /** Says something about all members; nothing that matters here. */
    static final char PAX_GLOBAL = 'g';

    /** The next member's name, as GNU's tar writes it when it is long. */
    static final char GNU_NAME = 'L';

    static final int NAME = 100;
    private static final int PREFIX = 155;
    private static final int MODE_AT = 100;
    private static final int SIZE_AT = 124;
    private static final int SUM_AT = 148;
    private static final int TYPE_AT = 156;
    private static final int MAGIC_AT = 257;
    private static final int PREFIX_AT = 345;
    private static final int MODE_BITS = 0777;

    byte[] encode() {
        byte[] block = new byte[BLOCK];
        text(block, 0, NAME, name);
        octal(block, MODE_AT, 8, mode);
        octal(block, 108, 8, 0); // no owner: whoever unpacks it
        octal(block, 116, 8, 0);
        octal(block, SIZE_AT, 12, size);
        octal(block, 136, 12, 0); // no time: the same content gives the same archive
        block[TYPE_AT] = (byte) type;
        text(block, MAGIC_AT, 6, "ustar\0");
        text(block, MAGIC_AT + 6, 2, "00");
        Arrays.fill(block, SUM_AT, SUM_AT + 8, (byte) ' ');
        octal(block, SUM_AT, 7, sum(block));
        return block;
    }

    /** Returns null for a block of zeros: the archive's end. */
    static TarHeader decode(byte[] block) throws IOException {
        if (sum(block) == 8L * ' ' && block[0] == 0) {
            return null;
        }
        if (number(block, SUM_AT, 8) != sum(block)) {
            throw new IOException("the archive is damaged: a header's checksum is wrong");
        }
        String prefix = text(block, PREFIX_AT, PREFIX);
        String name = text(block, 0, NAME);
        char type = block[TYPE_AT] == 0 ? FILE : (char) block[TYPE_AT];
        boolean ustar = text(block, MAGIC_AT, 5).equals("ustar") && block[MAGIC_AT + 5] == 0;
        return new TarHeader(
                ustar && !prefix.isEmpty() ? prefix + "/" + name : name,
                number(block, SIZE_AT, 12),
                (int) number(block, MODE_AT, 8) & MODE_BITS,
                type);
    }

    /** Over the block with blanks in place of the sum. */
    private static long sum(byte[] block) {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= SUM_AT && i < SUM_AT + 8 ? ' ' : block[i] & 0xFF;
        }
        return sum;
    }

    private static void text(byte[] block, int at, int most, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, block, at, Math.min(most, bytes.length));
    }

    private static void octal(byte[] block, int at, int length, long value) {
        String digits = Long.toOctalString(value);
        text(block, at, length - 1, "0".repeat(length - 1 - digits.length()) + digits);
    }

    private static String text(byte[] block, int at, int most) {
        int end = at;
        while (end < at + most && block[end] != 0) {
            end++;
        }
        return new String(block, at, end - at, StandardCharsets.UTF_8);
    }

    private static long number(byte[] block, int at, int length) throws IOException {
        String digits = text(block, at, length).strip();
        if (!digits.matches("[0-7]{0,12}")) {
            throw new IOException("the archive is damaged: '" + digits + "' is no octal number");
        }
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }
}
