package org.qgate.sandbox.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one value in the one form that it has on the wire: [BOX-3]. Lengths are compared with what is there before anything is
 * made of them, and the number of values is bounded, so a value costs a small multiple of its bytes. For one use.
 */
public final class ValueReader {
    /** A list is made for so many values at first, whatever its head says. */
    private static final int FIRST_VALUES = 16;

    private final byte[] bytes;
    private int at;
    private int depth;
    private int left;

    private ValueReader(byte[] bytes, int most) {
        this.bytes = bytes;
        left = most;
    }

    /**
     * Reads a value whole: {@code Long}, {@code Double}, {@code String}, {@code byte[]}, {@code Boolean}, null, and lists and
     * maps of these, which nobody can change.
     *
     * @param most so many values may be in it
     */
    public static Object read(byte[] bytes, int most) throws BreachException {
        ValueReader reader = new ValueReader(bytes, most);
        Object value = reader.value();
        if (reader.at < bytes.length) {
            throw new BreachException("bytes behind a value");
        }
        return value;
    }

    private Object value() throws BreachException {
        if (--left < 0) {
            throw new BreachException("too many values in one");
        }
        int first = one();
        return switch (first & Cbor.MAJOR) {
            case Cbor.POSITIVE -> number(first);
            case Cbor.NEGATIVE -> ~number(first);
            case Cbor.BYTES -> chunk(first);
            case Cbor.TEXT -> text(first);
            case Cbor.LIST -> list(first);
            case Cbor.MAP -> map(first);
            default -> simple(first);
        };
    }

    private Object simple(int first) throws BreachException {
        return switch (first) {
            case Cbor.FALSE -> Boolean.FALSE;
            case Cbor.TRUE -> Boolean.TRUE;
            case Cbor.NULL -> null;
            case Cbor.DOUBLE -> Double.longBitsToDouble(big(Long.BYTES));
            default -> throw new BreachException("a kind of value that the wire has not");
        };
    }

    private long number(int first) throws BreachException {
        int info = first & Cbor.INFO;
        if (info < Cbor.ONE_BYTE) {
            return info;
        }
        if (info > Cbor.EIGHT_BYTES) {
            throw new BreachException("a length that is not definite");
        }
        int size = 1 << (info - Cbor.ONE_BYTE);
        long argument = big(size);
        if (argument < 0) {
            throw new BreachException("a number of more than 63 bits");
        }
        if (argument < Cbor.ONE_BYTE || Cbor.size(argument) != size) {
            throw new BreachException("a head that could be shorter");
        }
        return argument;
    }

    private int length(int first, int each) throws BreachException {
        long length = number(first);
        if (length > (bytes.length - at) / each) {
            throw new BreachException("a value that is longer than its frame");
        }
        return (int) length;
    }

    private byte[] chunk(int first) throws BreachException {
        int length = length(first, 1);
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    private String text(int first) throws BreachException {
        int length = length(first, 1);
        at += length;
        try {
            return StandardCharsets.UTF_8
                    .newDecoder() // reports what is malformed
                    .decode(ByteBuffer.wrap(bytes, at - length, length))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new BreachException("a text that is no UTF-8");
        }
    }

    private List<Object> list(int first) throws BreachException {
        int size = length(first, 1);
        deeper();
        List<Object> list = new ArrayList<>(Math.min(size, FIRST_VALUES));
        for (int i = 0; i < size; i++) {
            list.add(value());
        }
        depth--;
        return Collections.unmodifiableList(list); // List.copyOf takes no nulls
    }

    private Map<String, Object> map(int first) throws BreachException {
        int size = length(first, 2);
        deeper();
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            if (!(value() instanceof String key)) {
                throw new BreachException("a key that is no text");
            }
            Object value = value();
            if (map.containsKey(key)) {
                throw new BreachException("a key that is there twice");
            }
            map.put(key, value);
        }
        depth--;
        return Collections.unmodifiableMap(map);
    }

    private void deeper() throws BreachException {
        if (++depth > Wire.DEEPEST) {
            throw new BreachException("values deeper in each other than " + Wire.DEEPEST);
        }
    }

    private int one() throws BreachException {
        if (at == bytes.length) {
            throw new BreachException("a value that ends too early");
        }
        return bytes[at++] & 0xff;
    }

    private long big(int size) throws BreachException {
        long value = 0;
        for (int i = 0; i < size; i++) {
            value = value << Byte.SIZE | one();
        }
        return value;
    }
}
