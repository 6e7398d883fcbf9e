package org.qgate.store.internal.journal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The keys of one segment, each with its latest record there. Grows with the segment, then ends it, sorted. */
final class Footer {
    /** Orders keys as the index does: by map, then by unsigned bytes. */
    private static final Comparator<Located> ORDER = (one, other) -> {
        int maps = Integer.compare(one.map(), other.map());
        return maps != 0 ? maps : Arrays.compareUnsigned(one.key(), other.key());
    };

    /** A key of a map; its bytes are what counts. */
    private record Key(int map, byte[] bytes) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && map == key.map && Arrays.equals(bytes, key.bytes);
        }

        @Override
        public int hashCode() {
            return 31 * map + Arrays.hashCode(bytes);
        }
    }

    private final Map<Key, Located> latest = new HashMap<>();
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

    private List<Located> sorted() {
        List<Located> all = new ArrayList<>(latest.values());
        all.sort(ORDER);
        return all;
    }

    Iterator<Located> iterator() {
        return sorted().iterator();
    }

    /** Returns the entries in pages: each is sealed for itself, so that whoever reads needs room for one. */
    List<byte[]> pages() {
        List<byte[]> pages = new ArrayList<>();
        ByteBuffer page = ByteBuffer.allocate(Format.FOOTER_PAGE_BYTES);
        for (Located each : sorted()) {
            if (page.remaining() < entryBytes(each.key().length)) {
                pages.add(Arrays.copyOf(page.array(), page.position()));
                page.clear();
            }
            write(page, each);
        }
        pages.add(Arrays.copyOf(page.array(), page.position()));
        return pages;
    }

    private static void write(ByteBuffer out, Located record) {
        out.putInt(record.map()).putShort((short) record.key().length).put(record.key());
        out.put((byte) (record.removal() ? 1 : 0));
        out.putInt(record.place().offset())
                .putInt(record.place().length())
                .putLong(record.place().sequence());
    }

    /** Reads the next entry of a page: its sealed form was authentic, so its form is taken as it is. */
    static Located read(int segment, ByteBuffer page) {
        int map = page.getInt();
        byte[] key = new byte[Short.toUnsignedInt(page.getShort())];
        page.get(key);
        boolean removal = page.get() == 1;
        return new Located(map, key, new Place(segment, page.getInt(), page.getInt(), page.getLong()), removal);
    }
}
