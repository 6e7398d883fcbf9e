package org.qgate.sandbox.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Writes values as CBOR (RFC 8949), with the shortest heads and definite lengths: [BOX-3]. Texts that are no Unicode lose what
 * is none. For one use.
 */
public final class ValueWriter {
    private static final int FIRST_BYTES = 256;

    private final int most;
    private byte[] bytes = new byte[FIRST_BYTES];
    private int length;

    private ValueWriter(int most) {
        this.most = most;
    }

    /**
     * Writes one value: null, a boolean, an integer, a double, a text, bytes, or lists and maps of these.
     *
     * @param most bytes
     * @throws IllegalArgumentException when it is longer, or something else is in it
     */
    public static byte[] write(Object value, int most) {
        ValueWriter writer = new ValueWriter(most);
        writer.value(value);
        return Arrays.copyOf(writer.bytes, writer.length);
    }

    private void value(Object value) {
        if (value == null) {
            one(Cbor.NULL);
        } else if (value instanceof String text) {
            chunk(Cbor.TEXT, text.getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof byte[] some) {
            chunk(Cbor.BYTES, some);
        } else if (value instanceof Number number) {
            number(number);
        } else if (value instanceof Boolean yes) {
            one(yes ? Cbor.TRUE : Cbor.FALSE);
        } else if (value instanceof List<?> list) {
            head(Cbor.LIST, list.size());
            list.forEach(this::value);
        } else if (value instanceof Map<?, ?> map) {
            head(Cbor.MAP, map.size());
            map.forEach((key, each) -> {
                value(String.class.cast(key));
                value(each);
            });
        } else {
            throw new IllegalArgumentException("no value of the wire: " + value.getClass());
        }
    }

    private void number(Number number) {
        if (number instanceof Double real) {
            one(Cbor.DOUBLE);
            big(Double.doubleToRawLongBits(real), Long.BYTES);
            return;
        }
        if (!(number instanceof Long || number instanceof Integer)) {
            throw new IllegalArgumentException("no value of the wire: " + number.getClass());
        }
        long whole = number.longValue();
        head(whole < 0 ? Cbor.NEGATIVE : Cbor.POSITIVE, whole < 0 ? ~whole : whole);
    }

    private void chunk(int major, byte[] some) {
        head(major, some.length);
        room(some.length);
        System.arraycopy(some, 0, bytes, length, some.length);
        length += some.length;
    }

    private void head(int major, long argument) {
        if (argument < Cbor.ONE_BYTE) {
            one(major | (int) argument);
            return;
        }
        int size = Cbor.size(argument);
        one(major | Cbor.info(size));
        big(argument, size);
    }

    private void big(long value, int size) {
        for (int shift = (size - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            one((int) (value >>> shift));
        }
    }

    private void one(int value) {
        room(1);
        bytes[length++] = (byte) value;
    }

    private void room(int more) {
        if (more > most - length) {
            throw new IllegalArgumentException("a value of more than " + most + " bytes");
        }
        if (more > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.min(most, Math.max(bytes.length * 2, length + more)));
        }
    }
}
