package org.qgate.store.internal.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.StoreError;
import org.qgate.api.store.Disk;
import org.qgate.api.store.DiskFile;
import org.qgate.store.internal.seal.KeyName;
import org.qgate.store.internal.seal.Seal;

/** One file of the journal: a header, batches, and at the end of its life a footer. */
final class Segment implements AutoCloseable {
    static final String SUFFIX = ".segment";
    private static final int CHUNK = 256 << 10;
    private static final int NUMBER_AT = 12;
    private static final int EPOCH_AT = 20;
    private static final int HEADER_MAC_AT = 24 + Format.STORE_ID_BYTES + 8 + Format.MAC_BYTES;
    private final int number;
    private final DiskFile file;
    private final int size;

    private Segment(int number, DiskFile file, int size) {
        this.number = number;
        this.file = file;
        this.size = size;
    }

    static String name(int number) {
        return String.format(Locale.ROOT, "%08x", number) + SUFFIX;
    }

    static Segment create(Disk disk, int number, int size, byte[] header) throws IOException {
        DiskFile file = disk.create(name(number), size);
        Segment made = new Segment(number, file, size);
        try {
            made.write(0, header);
            file.sync();
            disk.syncFolder();
            return made;
        } catch (IOException failed) {
            file.close();
            throw failed;
        }
    }

    static Segment open(Disk disk, int number, int size) throws IOException {
        if (!disk.list().contains(name(number))) {
            throw new QGateException(StoreError.MISSING_SEGMENT, "segment " + number + " (" + name(number) + ")");
        }
        DiskFile file = disk.open(name(number));
        if (file.size() != size) {
            long found = file.size();
            file.close();
            throw Format.damaged(number, (int) Math.min(found, size), "the file has " + found + " bytes, not " + size);
        }
        return new Segment(number, file, size);
    }

    static byte[] header(Seal seal, byte[] storeId, int number, int size, Batches.Chain before) {
        ByteBuffer out = ByteBuffer.allocate(Format.SEGMENT_HEADER_BYTES)
                .putLong(Format.SEGMENT_MAGIC)
                .putInt(Format.VERSION)
                .putInt(number)
                .putInt(size)
                .putInt(seal.epoch())
                .put(storeId)
                .putLong(before.number())
                .put(before.mac());
        int length = out.position();
        byte[] mac = seal.mac(KeyName.journal(seal.epoch()), new byte[0], out.array(), 0, length);
        return out.put(mac).array();
    }

    /** Checks the header of the segment whose bytes these are against what the manifest says. */
    void checkHeader(byte[] content, Seal seal, byte[] storeId, Batches.Chain before) {
        int length = HEADER_MAC_AT;
        ByteBuffer in = ByteBuffer.wrap(content);
        byte[] claimed = new byte[Format.MAC_BYTES];
        in.get(length, claimed);
        int epoch = in.getInt(EPOCH_AT);
        byte[] store = Arrays.copyOfRange(content, 24, 24 + Format.STORE_ID_BYTES);
        byte[] start = Arrays.copyOfRange(content, length - Format.MAC_BYTES, length);
        boolean right = in.getLong(0) == Format.SEGMENT_MAGIC
                && in.getInt(NUMBER_AT) == number
                && Arrays.equals(store, storeId)
                && Arrays.equals(start, before.mac())
                && seal.isMac(claimed, KeyName.journal(epoch), new byte[0], content, 0, length);
        if (!right) {
            throw Format.damaged(number, 0, "the header is not the one of this segment");
        }
    }

    /** Returns the epoch that its header names: nothing in it is sealed in an older one. */
    int epoch(Seal seal) throws IOException {
        byte[] header = read(0, Format.SEGMENT_HEADER_BYTES);
        byte[] claimed = new byte[Format.MAC_BYTES];
        ByteBuffer in = ByteBuffer.wrap(header).get(HEADER_MAC_AT, claimed);
        int epoch = in.getInt(EPOCH_AT);
        if (in.getInt(NUMBER_AT) != number
                || !seal.isMac(claimed, KeyName.journal(epoch), new byte[0], header, 0, HEADER_MAC_AT)) {
            throw Format.damaged(number, 0, "the header is not the one of this segment");
        }
        return epoch;
    }

    int number() {
        return number;
    }

    int size() {
        return size;
    }

    /** Returns its bytes up to the last that is not zero: most of a segment that grows is zeros, and memory is dear. */
    byte[] content() throws IOException {
        int end = size;
        byte[] last = new byte[0];
        while (end > Format.SEGMENT_HEADER_BYTES && isZero(last)) {
            int length = Math.min(CHUNK, end - Format.SEGMENT_HEADER_BYTES);
            last = read(end - length, length);
            end -= length;
        }
        return read(0, end + last.length);
    }

    private static boolean isZero(byte[] bytes) {
        for (byte each : bytes) {
            if (each != 0) {
                return false;
            }
        }
        return true;
    }

    byte[] read(int offset, int length) throws IOException {
        if (offset < 0 || length < 0 || offset > size - length) {
            throw Format.damaged(number, offset, length + " bytes lead out of the segment");
        }
        byte[] bytes = new byte[length];
        file.read(offset, bytes, 0, length);
        return bytes;
    }

    void write(int offset, byte[] bytes) throws IOException {
        if (offset > size - bytes.length) {
            throw new IllegalStateException(bytes.length + " bytes at " + offset + " lead out of the segment");
        }
        file.write(offset, bytes, 0, bytes.length);
    }

    void sync() throws IOException {
        file.sync();
    }

    /** Overwrites with zeros what is not zero from an offset on; returns how many bytes that offset was from the last. */
    int clear(int from, byte[] content) throws IOException {
        int end = content.length;
        while (end > from && content[end - 1] == 0) {
            end--;
        }
        if (end > from) {
            write(from, new byte[end - from]);
            sync();
        }
        return end - from;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
