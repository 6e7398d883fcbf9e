package org.qgate.store.internal.journal;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.TreeMap;

/** The keys of one segment, sorted, each with its latest record there. Grows with the segment, then ends it. */
final class Footer {
    /** Orders keys as the index does: by map, then by unsigned bytes. */
    static final Comparator<Key> ORDER =
            Comparator.comparingInt(Key::map).thenComparing(Key::bytes, Arrays::compareUnsigned);

    /** A key of a map. */
    record Key(int map, byte[] bytes) {}

    private final TreeMap<Key, Located> latest = new TreeMap<>(ORDER);
    private int bytes;

    /** A removal that was copied can be older than another one that stands here. */
    void add(Located record) {
        Key key = new Key(record.map(), record.key());
        Located known = latest.get(key);
        if (known == null) {
            bytes += entryBytes(record.key().length);
        }
        if (known == null || known.place().sequence() <= record.place().sequence()) {
            latest.put(key, record);
        }
    }

    static int entryBytes(int keyBytes) {
        return Format.FOOTER_ENTRY_BYTES + keyBytes;
    }

    int plainBytes() {
        return bytes;
    }

    byte[] plain() {
        ByteBuffer out = ByteBuffer.allocate(bytes);
        for (Located record : latest.values()) {
            out.putInt(record.map()).putShort((short) record.key().length).put(record.key());
            out.put((byte) (record.removal() ? 1 : 0));
            out.putInt(record.place().offset())
                    .putInt(record.place().length())
                    .putLong(record.place().sequence());
        }
        return out.array();
    }

    Iterator<Located> iterator() {
        return latest.values().iterator();
    }

    /** Reads a footer entry by entry: its sealed form was authentic, so its form is taken as it is. */
    static Iterator<Located> read(int segment, byte[] plain) {
        ByteBuffer in = ByteBuffer.wrap(plain);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return in.hasRemaining();
            }

            @Override
            public Located next() {
                if (!in.hasRemaining()) {
                    throw new NoSuchElementException();
                }
                int map = in.getInt();
                byte[] key = new byte[Short.toUnsignedInt(in.getShort())];
                in.get(key);
                boolean removal = in.get() == 1;
                return new Located(map, key, new Place(segment, in.getInt(), in.getInt(), in.getLong()), removal);
            }
        };
    }
}
