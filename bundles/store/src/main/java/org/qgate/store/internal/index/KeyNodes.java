package org.qgate.store.internal.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.mapdb.DataInput2;
import org.mapdb.DataOutput2;
import org.mapdb.serializer.GroupSerializer;

/**
 * The keys of a node of the tree in one array, so that reading a node copies bytes once and a search makes no objects:
 * count 2, end of each key 2 each, keys. MapDB's own form of a node has an object for each key.
 */
final class KeyNodes implements GroupSerializer<byte[]> {
    private static final int SHORT = 2;

    @Override
    public boolean isTrusted() {
        return true; // reads what it wrote, not a byte more
    }

    @Override
    public void serialize(DataOutput2 out, byte[] key) throws IOException {
        out.packInt(key.length);
        out.write(key);
    }

    @Override
    public byte[] deserialize(DataInput2 in, int available) throws IOException {
        byte[] key = new byte[in.unpackInt()];
        in.readFully(key);
        return key;
    }

    @Override
    public int compare(byte[] one, byte[] other) {
        return Arrays.compareUnsigned(one, other);
    }

    private static int number(byte[] node, int at) {
        return (node[at] & 0xFF) << 8 | node[at + 1] & 0xFF;
    }

    private static int count(byte[] node) {
        return number(node, 0);
    }

    /** Where the keys before one end: where that one begins. */
    private static int begin(byte[] node, int count, int index) {
        int keys = SHORT + SHORT * count;
        return index == 0 ? keys : keys + number(node, SHORT * index);
    }

    @Override
    public int valueArraySearch(Object keys, byte[] key) {
        byte[] node = (byte[]) keys;
        int count = count(node);
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            int begin = begin(node, count, middle);
            int end = begin(node, count, middle + 1);
            int order = Arrays.compareUnsigned(node, begin, end, key, 0, key.length);
            if (order == 0) {
                return middle;
            }
            low = order < 0 ? middle + 1 : low;
            high = order < 0 ? high : middle - 1;
        }
        return -(low + 1);
    }

    @Override
    @SuppressWarnings("rawtypes") // the interface has it so
    public int valueArraySearch(Object keys, byte[] key, Comparator comparator) {
        return valueArraySearch(keys, key);
    }

    /** Searches where the node lies, without a copy of it. */
    @Override
    @SuppressWarnings("rawtypes")
    public int valueArrayBinarySearch(byte[] key, DataInput2 in, int keysLen, Comparator comparator)
            throws IOException {
        ByteBuffer memory = in.internalByteBuffer();
        if (memory == null) {
            return valueArraySearch(valueArrayDeserialize(in, keysLen), key);
        }
        int length = in.unpackInt();
        int node = in.getPos();
        in.setPos(node + length);
        int count = memory.getShort(node) & 0xFFFF;
        int keys = node + SHORT + SHORT * count;
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            int begin = middle == 0 ? 0 : memory.getShort(node + SHORT * middle) & 0xFFFF;
            int end = memory.getShort(node + SHORT * middle + SHORT) & 0xFFFF;
            int order = compare(memory, keys + begin, end - begin, key);
            if (order == 0) {
                return middle;
            }
            low = order < 0 ? middle + 1 : low;
            high = order < 0 ? high : middle - 1;
        }
        return -(low + 1);
    }

    private static int compare(ByteBuffer memory, int at, int length, byte[] key) {
        int common = Math.min(length, key.length);
        int i = 0;
        for (; i + Integer.BYTES <= common; i += Integer.BYTES) {
            int order = Integer.compareUnsigned(memory.getInt(at + i), IndexKey.word(key, i));
            if (order != 0) {
                return order;
            }
        }
        for (; i < common; i++) {
            int order = Byte.compareUnsigned(memory.get(at + i), key[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(length, key.length);
    }

    @Override
    public void valueArraySerialize(DataOutput2 out, Object keys) throws IOException {
        byte[] node = (byte[]) keys;
        out.packInt(node.length);
        out.write(node);
    }

    @Override
    public byte[] valueArrayDeserialize(DataInput2 in, int size) throws IOException {
        byte[] node = new byte[in.unpackInt()];
        in.readFully(node);
        return node;
    }

    @Override
    public byte[] valueArrayGet(Object keys, int position) {
        byte[] node = (byte[]) keys;
        int count = count(node);
        return Arrays.copyOfRange(node, begin(node, count, position), begin(node, count, position + 1));
    }

    @Override
    public int valueArraySize(Object keys) {
        return count((byte[]) keys);
    }

    @Override
    public byte[] valueArrayEmpty() {
        return new byte[SHORT];
    }

    @Override
    public byte[] valueArrayPut(Object keys, int position, byte[] key) {
        return joined((byte[]) keys, position, List.of(key), position);
    }

    @Override
    public byte[] valueArrayUpdateVal(Object keys, int position, byte[] key) {
        return joined((byte[]) keys, position, List.of(key), position + 1);
    }

    @Override
    public byte[] valueArrayDeleteValue(Object keys, int position) {
        return joined((byte[]) keys, position - 1, List.of(), position);
    }

    @Override
    public byte[] valueArrayFromArray(Object[] keys) {
        List<byte[]> all = Arrays.stream(keys).map(byte[].class::cast).toList();
        return joined(valueArrayEmpty(), 0, all, 0);
    }

    /** Returns the keys of a node up to {@code head}, then others, then those of the node from {@code tail} on. */
    private static byte[] joined(byte[] node, int head, List<byte[]> others, int tail) {
        int count = count(node);
        int begin = begin(node, count, 0);
        int headEnd = begin(node, count, head);
        int tailBegin = begin(node, count, tail);
        int more = 0;
        for (byte[] each : others) {
            more += each.length;
        }
        int made = head + others.size() + count - tail;
        ByteBuffer out = ByteBuffer.allocate(SHORT + SHORT * made + headEnd - begin + more + node.length - tailBegin);
        out.putShort((short) made).put(node, SHORT, SHORT * head);
        int end = headEnd - begin;
        for (byte[] each : others) {
            end += each.length;
            out.putShort((short) end);
        }
        int shift = end - (tailBegin - begin);
        for (int i = tail + 1; i <= count; i++) {
            out.putShort((short) (number(node, SHORT * i) + shift));
        }
        out.put(node, begin, headEnd - begin);
        others.forEach(out::put);
        return out.put(node, tailBegin, node.length - tailBegin).array();
    }

    @Override
    public byte[] valueArrayCopyOfRange(Object keys, int from, int to) {
        byte[] node = (byte[]) keys;
        int count = count(node);
        int start = begin(node, count, from);
        int length = begin(node, count, to) - start;
        int before = start - begin(node, count, 0);
        ByteBuffer out =
                ByteBuffer.allocate(SHORT + SHORT * (to - from) + length).putShort((short) (to - from));
        for (int i = from + 1; i <= to; i++) {
            out.putShort((short) (number(node, SHORT * i) - before));
        }
        return out.put(node, start, length).array();
    }
}
