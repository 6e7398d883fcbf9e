package org.qgate.qsx.verify;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.qgate.api.error.ClassError;

/** Big-endian numbers of a class file, read one after the other. Source: JVMS 17, chapter 4. */
final class ClassBytes {
    private final byte[] bytes;
    private final int end;
    private int at;

    ClassBytes(byte[] bytes, int at, int end) {
        this.bytes = bytes;
        this.at = at;
        this.end = end;
    }

    int at() {
        return at;
    }

    boolean atEnd() {
        return at == end;
    }

    int u1() throws MalformedClassException {
        need(1);
        return bytes[at++] & 0xff;
    }

    int u2() throws MalformedClassException {
        need(2);
        return (bytes[at++] & 0xff) << 8 | bytes[at++] & 0xff;
    }

    int s4() throws MalformedClassException {
        return u2() << 16 | u2();
    }

    /** A length that fits into what is left. */
    int length() throws MalformedClassException {
        int length = s4();
        need(length);
        return length;
    }

    void skip(int count) throws MalformedClassException {
        need(count);
        at += count;
    }

    private void need(int count) throws MalformedClassException {
        if (count < 0 || count > end - at) {
            throw malformed("cut off");
        }
    }

    /** Returns a part of the same bytes, to be read apart. */
    ClassBytes part(int length) throws MalformedClassException {
        need(length);
        ClassBytes part = new ClassBytes(bytes, at, at + length);
        at += length;
        return part;
    }

    /** Returns a reader of the same bytes that begins somewhere else. */
    ClassBytes from(int position) {
        return new ClassBytes(bytes, position, end);
    }

    /** Returns the text whose length in two bytes stands here (JVMS 17, section 4.4.7). */
    String utf8() throws MalformedClassException {
        int start = at;
        int length = u2();
        need(length);
        boolean ascii = true;
        for (int i = at; i < at + length; i++) {
            ascii &= bytes[i] > 0;
        }
        at += length;
        return ascii ? new String(bytes, start + 2, length, StandardCharsets.ISO_8859_1) : modified(start, length + 2);
    }

    private String modified(int start, int length) throws MalformedClassException {
        try {
            return new DataInputStream(new ByteArrayInputStream(bytes, start, length)).readUTF();
        } catch (java.io.UTFDataFormatException odd) {
            throw malformed("a text that is no modified UTF-8");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // an array does not fail
        }
    }

    static MalformedClassException malformed(String message) {
        return new MalformedClassException(ClassError.MALFORMED, message);
    }
}
