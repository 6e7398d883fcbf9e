package org.qgate.qsx.pack;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An archive taken apart: its entries in their order. Read by {@link ArchiveReader}, written by {@link ArchiveWriter}.
 *
 * @param entries content by name; not to be changed
 */
public record Archive(Map<String, byte[]> entries) {
    /** Keeps the order. */
    public Archive {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /**
     * What an archive may be at most.
     *
     * @param entries number of entries
     * @param entryBytes of one entry, unpacked
     * @param allBytes of all entries, unpacked
     */
    public record Bounds(int entries, long entryBytes, long allBytes) {
        /** Of a package. */
        public static final Bounds PACKAGE = new Bounds(35, 32L << 20, 40L << 20);

        /** Of a bundle. */
        public static final Bounds BUNDLE = new Bounds(20_000, 16L << 20, 96L << 20);
    }
}
