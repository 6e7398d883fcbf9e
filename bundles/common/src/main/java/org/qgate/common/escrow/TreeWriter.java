package org.qgate.common.escrow;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.qgate.common.wire.WireWriter;

/** Writes a tree of plain values; the entries of a map in the order of their keys. */
final class TreeWriter {
    private final WireWriter out;
    private final int most;
    private int depth;

    TreeWriter(WireWriter out, int most) {
        this.out = out;
        this.most = most;
    }

    void write(Object value) {
        if (value instanceof byte[] bytes) {
            room(bytes.length);
            out.u8(Tag.BYTES).bytes32(bytes);
        } else if (value instanceof Long number) {
            room(Long.BYTES);
            out.u8(Tag.NUMBER).i64(number);
        } else if (value instanceof Boolean flag) {
            room(0);
            out.u8(flag ? Tag.TRUE : Tag.FALSE);
        } else if (value instanceof String text) {
            out.u8(Tag.TEXT);
            text(text);
        } else {
            nested(value);
        }
    }

    private void nested(Object value) {
        if (++depth > Tag.DEEPEST) {
            throw new IllegalArgumentException("a tree of more than " + Tag.DEEPEST + " levels");
        }
        room(4);
        if (value instanceof List<?> list) {
            out.u8(Tag.LIST).u32(list.size());
            list.forEach(this::write);
        } else if (value instanceof Map<?, ?> map) {
            map(map);
        } else {
            String what = value == null ? "null" : value.getClass().getName();
            throw new IllegalArgumentException("not a plain value: " + what);
        }
        depth--;
    }

    private void map(Map<?, ?> map) {
        TreeMap<String, Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put((String) key, value));
        out.u8(Tag.MAP).u32(sorted.size());
        sorted.forEach((key, value) -> {
            text(key);
            write(value);
        });
    }

    private void text(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        room(encoded.length);
        out.bytes32(encoded);
    }

    private void room(int length) {
        if (out.length() + 5L + length > most) {
            throw new IllegalArgumentException("a state of more than " + most + " bytes");
        }
    }
}
