package org.qgate.store.internal.journal;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.StoreError;
import org.qgate.api.store.Disk;
import org.qgate.api.store.DiskFile;
import org.qgate.store.internal.seal.KeyName;
import org.qgate.store.internal.seal.Seal;

/**
 * Which segments there are. Replaced whole by a rename, so a crash leaves the old or the new one.
 *
 * @param nextSegment a number that no segment ever had
 * @param segments in the order in which they were begun; the last is the one that grows, if there is one
 */
record Manifest(byte[] storeId, int segmentBytes, int nextSegment, List<Listed> segments) {
    static final String NAME = "manifest";
    private static final String ASIDE = "manifest.new";
    private static final int HEADER_BYTES = 32;
    private static final int LISTED_BYTES = 20 + Format.MAC_BYTES;
    private static final int LARGEST = 64 << 20;

    /**
     * A segment.
     *
     * @param footerLength 0 for the segment that grows
     * @param chain of a sealed segment its end, of the one that grows its beginning
     */
    record Listed(int segment, int footerOffset, int footerLength, Batches.Chain chain) {
        boolean isSealed() {
            return footerLength != 0;
        }
    }

    void write(Disk disk, Seal seal) throws IOException {
        write(disk, encode(seal));
    }

    /** Writes what {@link #encode} made, so that a seal that refuses has refused before anything changes. */
    static void write(Disk disk, byte[] bytes) throws IOException {
        if (disk.list().contains(ASIDE)) {
            disk.delete(ASIDE);
        }
        try (DiskFile file = disk.create(ASIDE, bytes.length)) {
            file.write(0, bytes, 0, bytes.length);
            file.sync();
        }
        disk.rename(ASIDE, NAME);
        disk.syncFolder();
    }

    byte[] encode(Seal seal) {
        byte[] header = ByteBuffer.allocate(HEADER_BYTES)
                .putLong(Format.MANIFEST_MAGIC)
                .putInt(Format.VERSION)
                .putInt(seal.epoch())
                .put(storeId)
                .array();
        ByteBuffer plain = ByteBuffer.allocate(12 + segments.size() * LISTED_BYTES)
                .putInt(segmentBytes)
                .putInt(nextSegment)
                .putInt(segments.size());
        for (Listed each : segments) {
            plain.putInt(each.segment()).putInt(each.footerOffset()).putInt(each.footerLength());
            plain.putLong(each.chain().number()).put(each.chain().mac());
        }
        byte[] sealed = seal.seal(KeyName.journal(seal.epoch()), header, plain.array());
        return ByteBuffer.allocate(header.length + sealed.length)
                .put(header)
                .put(sealed)
                .array();
    }

    static Manifest read(Disk disk, Seal seal) throws IOException {
        try (DiskFile file = disk.open(NAME)) {
            long size = file.size();
            if (size < HEADER_BYTES || size > LARGEST) {
                throw new QGateException(StoreError.DAMAGED, NAME + ": " + size + " bytes cannot be one");
            }
            byte[] bytes = new byte[(int) size];
            file.read(0, bytes, 0, bytes.length);
            return decode(bytes, seal);
        }
    }

    static Manifest decode(byte[] bytes, Seal seal) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (in.getLong() != Format.MANIFEST_MAGIC) {
            throw new QGateException(StoreError.DAMAGED, NAME + " offset 0: not a manifest");
        }
        int version = in.getInt();
        if (version != Format.VERSION) {
            throw new QGateException(
                    StoreError.UNKNOWN_FORMAT, "format " + version + "; this version knows " + Format.VERSION);
        }
        int epoch = in.getInt();
        byte[] storeId = new byte[Format.STORE_ID_BYTES];
        in.get(storeId);
        byte[] header = new byte[HEADER_BYTES];
        in.get(0, header);
        byte[] sealed = new byte[in.remaining()];
        in.get(sealed);
        try {
            return decode(storeId, ByteBuffer.wrap(seal.open(KeyName.journal(epoch), header, sealed)));
        } catch (GeneralSecurityException broken) {
            throw new QGateException(StoreError.WRONG_KEY, NAME + " does not open", broken);
        } catch (BufferUnderflowException tooShort) {
            throw new QGateException(StoreError.DAMAGED, NAME + " has a wrong form", tooShort);
        }
    }

    private static Manifest decode(byte[] storeId, ByteBuffer in) {
        int segmentBytes = in.getInt();
        int nextSegment = in.getInt();
        int count = in.getInt();
        List<Listed> segments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int segment = in.getInt();
            int footerOffset = in.getInt();
            int footerLength = in.getInt();
            long number = in.getLong();
            byte[] mac = new byte[Format.MAC_BYTES];
            in.get(mac);
            segments.add(new Listed(segment, footerOffset, footerLength, new Batches.Chain(number, mac)));
        }
        return new Manifest(storeId, segmentBytes, nextSegment, List.copyOf(segments));
    }
}
