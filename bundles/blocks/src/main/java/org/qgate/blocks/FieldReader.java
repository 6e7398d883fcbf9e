package org.qgate.blocks;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Reads big-endian fields by name and refuses with the name and the place of the one that is wrong. */
final class FieldReader {
    private static final int LONGEST_NAME = 32;

    private final byte[] bytes;
    private final int end;
    private int at;
    private String field = "";
    private int fieldAt;
    private int marked;

    FieldReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    BadBlock bad(String reason) {
        return new BadBlock(field, fieldAt, reason);
    }

    /** Remembers where something of several fields begins. */
    void mark() {
        marked = at;
    }

    /** Refuses what began at the mark. */
    BadBlock badAt(String name, String reason) {
        return new BadBlock(name, marked, reason);
    }

    private void take(String name, int length) {
        field = name;
        fieldAt = at;
        need(length);
    }

    private void need(int length) {
        if (end - at < length) {
            throw bad("ends early: " + length + " bytes wanted, " + (end - at) + " left");
        }
    }

    private long number(int length) {
        need(length);
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | bytes[at++] & 255;
        }
        return value;
    }

    private long bounded(long value, long least, long most) {
        if (value < least || value > most) {
            throw bad(value + ", not " + least + " to " + most);
        }
        return value;
    }

    int u8(String name) {
        take(name, 1);
        return (int) number(1);
    }

    int count(String name, int least, int most) {
        return (int) bounded(u8(name), least, most);
    }

    int count16(String name, int least, int most) {
        take(name, 2);
        return (int) bounded(number(2), least, most);
    }

    boolean flag(String name) {
        return bounded(u8(name), 0, 1) == 1;
    }

    long u32(String name, long least, long most) {
        take(name, 4);
        return bounded(number(4), least, most);
    }

    long i64(String name, long least, long most) {
        take(name, 8);
        return bounded(number(8), least, most);
    }

    byte[] bytes(String name, int length) {
        take(name, length);
        return raw(length);
    }

    private byte[] raw(int length) {
        need(length);
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    Optional<byte[]> optional(String name, int length) {
        return flag(name) ? Optional.of(raw(length)) : Optional.empty();
    }

    byte[] bytes16(String name, int most) {
        return raw(count16(name, 1, most));
    }

    String text8(String name, int least, int most) {
        return printable(raw(count(name, least, most)));
    }

    String text16(String name) {
        return printable(raw(count16(name, 0, Layout.MAX_TEXT)));
    }

    private String printable(byte[] text) {
        for (byte each : text) {
            if (!Texts.prints(each)) {
                throw bad("other than printable US-ASCII");
            }
        }
        return new String(text, StandardCharsets.US_ASCII);
    }

    String device(String name) {
        String text = text8(name, 1, LONGEST_NAME);
        if (!text.matches("[a-z][a-z0-9-]*")) {
            throw bad("not a device's name");
        }
        return text;
    }

    String code(String name) {
        String text = text8(name, 1, LONGEST_NAME);
        if (!text.matches("QG-[A-Z]{3}-[0-9]{4}")) {
            throw bad("not an error's code");
        }
        return text;
    }

    void finish() {
        if (at != end) {
            throw new BadBlock("end", at, (end - at) + " bytes too many");
        }
    }
}
