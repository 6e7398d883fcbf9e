package org.qgate.common.escrow;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;

/** Reads a tree of plain values; nothing is set aside for more than has arrived. */
final class TreeReader {
    private final WireReader in;
    private int depth;

    TreeReader(WireReader in) {
        this.in = in;
    }

    Map<String, Object> read() {
        if (in.u8() != Tag.MAP) {
            throw new WireException("a state is a map");
        }
        return map();
    }

    private Object value() {
        int tag = in.u8();
        return switch (tag) {
            case Tag.FALSE -> false;
            case Tag.TRUE -> true;
            case Tag.NUMBER -> in.i64();
            case Tag.TEXT -> text();
            case Tag.BYTES -> in.bytes32(in.remaining());
            case Tag.LIST -> list();
            case Tag.MAP -> map();
            default -> throw new WireException("a value of unknown type " + tag);
        };
    }

    private List<Object> list() {
        long count = enter();
        List<Object> list = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            list.add(value());
        }
        depth--;
        return list;
    }

    private Map<String, Object> map() {
        long count = enter();
        Map<String, Object> map = new LinkedHashMap<>();
        String last = null;
        for (long i = 0; i < count; i++) {
            String key = text();
            if (last != null && key.compareTo(last) <= 0) {
                throw new WireException("the keys of a map are not in order");
            }
            map.put(key, value());
            last = key;
        }
        depth--;
        return map;
    }

    /** Returns how many values follow: each has at least a byte. */
    private long enter() {
        if (++depth > Tag.DEEPEST) {
            throw new WireException("a tree of more than " + Tag.DEEPEST + " levels");
        }
        long count = in.u32();
        if (count > in.remaining()) {
            throw new WireException(count + " values in " + in.remaining() + " bytes");
        }
        return count;
    }

    private String text() {
        byte[] encoded = in.bytes32(in.remaining());
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(encoded))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new WireException("a text is not UTF-8");
        }
    }
}
