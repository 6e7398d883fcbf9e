package org.qgate.store.internal.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import org.mapdb.DataInput2;
import org.mapdb.DataOutput2;
import org.mapdb.serializer.GroupSerializer;
import org.qgate.store.internal.journal.Place;

/**
 * The places of a node of the tree in one array, {@link #BYTES} each: segment 4, offset 4, length 3 (a batch has at most
 * 4 MiB), sequence 7. Of a search only the place that was found becomes an object.
 */
final class PlaceNodes implements GroupSerializer<Place> {
    private static final int BYTES = 18;
    private static final int LENGTH_BITS = 24;
    private static final long SEQUENCE = (1L << 56) - 1;
    private static final int LENGTH_AND_SEQUENCE = 8;

    private static void write(byte[] node, int index, Place place) {
        long sequence = place.sequence();
        ByteBuffer.wrap(node, index * BYTES, BYTES)
                .putInt(place.segment())
                .putInt(place.offset())
                .put((byte) (place.length() >>> 16))
                .putShort((short) place.length())
                .put((byte) (sequence >>> 48))
                .putShort((short) (sequence >>> 32))
                .putInt((int) sequence);
    }

    private static Place read(byte[] node, int index) {
        ByteBuffer in = ByteBuffer.wrap(node);
        int at = index * BYTES;
        int length = in.getInt(at + LENGTH_AND_SEQUENCE) >>> Integer.SIZE - LENGTH_BITS;
        long sequence = in.getLong(at + BYTES - Long.BYTES) & SEQUENCE;
        return new Place(in.getInt(at), in.getInt(at + Integer.BYTES), length, sequence);
    }

    @Override
    public boolean isTrusted() {
        return true; // reads what it wrote, not a byte more
    }

    @Override
    public void serialize(DataOutput2 out, Place place) throws IOException {
        byte[] one = new byte[BYTES];
        write(one, 0, place);
        out.write(one);
    }

    @Override
    public Place deserialize(DataInput2 in, int available) throws IOException {
        byte[] one = new byte[BYTES];
        in.readFully(one);
        return read(one, 0);
    }

    @Override
    public Place valueArrayBinaryGet(DataInput2 in, int size, int position) throws IOException {
        in.skipBytes(position * BYTES);
        return deserialize(in, BYTES);
    }

    @Override
    public void valueArraySerialize(DataOutput2 out, Object places) throws IOException {
        out.write((byte[]) places);
    }

    @Override
    public byte[] valueArrayDeserialize(DataInput2 in, int size) throws IOException {
        byte[] node = new byte[size * BYTES];
        in.readFully(node);
        return node;
    }

    @Override
    public Place valueArrayGet(Object places, int position) {
        return read((byte[]) places, position);
    }

    @Override
    public int valueArraySize(Object places) {
        return ((byte[]) places).length / BYTES;
    }

    @Override
    public byte[] valueArrayEmpty() {
        return new byte[0];
    }

    @Override
    public byte[] valueArrayPut(Object places, int position, Place place) {
        byte[] node = (byte[]) places;
        byte[] longer = Arrays.copyOf(node, node.length + BYTES);
        int at = position * BYTES;
        System.arraycopy(node, at, longer, at + BYTES, node.length - at);
        write(longer, position, place);
        return longer;
    }

    @Override
    public byte[] valueArrayUpdateVal(Object places, int position, Place place) {
        byte[] node = ((byte[]) places).clone();
        write(node, position, place);
        return node;
    }

    @Override
    public byte[] valueArrayFromArray(Object[] places) {
        byte[] node = new byte[places.length * BYTES];
        for (int i = 0; i < places.length; i++) {
            write(node, i, (Place) places[i]);
        }
        return node;
    }

    @Override
    public byte[] valueArrayCopyOfRange(Object places, int from, int to) {
        return Arrays.copyOfRange((byte[]) places, from * BYTES, to * BYTES);
    }

    @Override
    public byte[] valueArrayDeleteValue(Object places, int position) {
        byte[] node = (byte[]) places;
        byte[] shorter = Arrays.copyOf(node, node.length - BYTES);
        System.arraycopy(node, position * BYTES, shorter, (position - 1) * BYTES, node.length - position * BYTES);
        return shorter;
    }

    @Override
    public int valueArraySearch(Object places, Place place) {
        throw new UnsupportedOperationException("places are not in order");
    }

    @Override
    @SuppressWarnings("rawtypes") // the interface has it so
    public int valueArraySearch(Object places, Place place, Comparator comparator) {
        throw new UnsupportedOperationException("places are not in order");
    }
}
