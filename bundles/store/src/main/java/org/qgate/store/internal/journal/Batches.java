package org.qgate.store.internal.journal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.qgate.store.internal.seal.KeyName;
import org.qgate.store.internal.seal.Seal;

/** Writes and reads batches: a header, frames, and a MAC over them and the MAC of the batch before. */
final class Batches {
    private final Seal seal;
    private final byte[] storeId;
    private final Frames frames;

    Batches(Seal seal, byte[] storeId, Frames frames) {
        this.seal = seal;
        this.storeId = storeId;
        this.frames = frames;
    }

    /** The end of a chain of batches: how many there were, and the MAC of the last. */
    record Chain(long number, byte[] mac) {
        /** No batch yet. */
        static final Chain NONE = new Chain(0, new byte[Format.MAC_BYTES]);
    }

    /** A batch ready to be written. */
    record Sealed(byte[] bytes, List<Located> records, Chain chain) {}

    /**
     * A batch in a segment's bytes, its MAC verified.
     *
     * @param mark whether it is none, but marks where the last one ended
     */
    record Found(int offset, int length, int count, byte[] before, Chain chain, boolean mark) {}

    int batchBytes(List<Entry> entries) {
        int bytes = Format.BATCH_HEADER_BYTES;
        for (Entry entry : entries) {
            bytes += frames.frameBytes(entry);
        }
        return Format.aligned(bytes) + Format.MAC_BYTES;
    }

    Sealed write(List<Entry> entries, int segment, int offset, Chain before) {
        int length = batchBytes(entries);
        ByteBuffer out = begin(Format.BATCH_MAGIC, length, entries.size(), before);
        List<Located> records = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            int at = offset + out.position();
            frames.write(out, entry, segment, at);
            Place place = new Place(segment, at, offset + out.position() - at, entry.sequence());
            records.add(new Located(entry.map(), entry.key(), place, entry.isRemoval()));
        }
        byte[] mac = end(out, segment, offset);
        return new Sealed(out.array(), records, new Chain(before.number() + 1, mac));
    }

    /**
     * Returns what says that a chain ended here in good order: whoever finds it knows that the last batch was whole. It is
     * no part of the chain, the next batch takes its place.
     */
    byte[] endMark(int segment, int offset, Chain last) {
        ByteBuffer out = begin(Format.END_MAGIC, Format.END_MARK_BYTES, 0, last);
        end(out, segment, offset);
        return out.array();
    }

    private ByteBuffer begin(int magic, int length, int count, Chain before) {
        return ByteBuffer.allocate(length)
                .putInt(magic)
                .putInt(length)
                .putLong(before.number() + 1)
                .putInt(count)
                .putInt(seal.epoch())
                .putLong(0)
                .put(before.mac());
    }

    private byte[] end(ByteBuffer out, int segment, int offset) {
        byte[] all = out.array();
        byte[] mac = mac(seal.epoch(), segment, offset, all, 0, all.length);
        System.arraycopy(mac, 0, all, all.length - Format.MAC_BYTES, Format.MAC_BYTES);
        return mac;
    }

    private byte[] mac(int epoch, int segment, int offset, byte[] bytes, int start, int length) {
        byte[] binding = Format.batchBinding(storeId, segment, offset);
        return seal.mac(KeyName.journal(epoch), binding, bytes, start, length - Format.MAC_BYTES);
    }

    /** Returns the batch that begins at an offset of a segment, or null when none does or its MAC does not verify. */
    Found find(byte[] content, int segment, int offset) {
        int room = content.length - offset;
        if (room < Format.BATCH_HEADER_BYTES + Format.MAC_BYTES) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(content, offset, room);
        int magic = in.getInt();
        if (magic != Format.BATCH_MAGIC && magic != Format.END_MAGIC) {
            return null;
        }
        int length = in.getInt();
        if (length < Format.BATCH_HEADER_BYTES + Format.MAC_BYTES
                || length > room
                || length != Format.aligned(length)) {
            return null;
        }
        long number = in.getLong();
        int count = in.getInt();
        int epoch = in.getInt();
        in.getLong();
        byte[] before = new byte[Format.MAC_BYTES];
        in.get(before);
        byte[] claimed = new byte[Format.MAC_BYTES];
        in.get(offset + length - Format.MAC_BYTES, claimed);
        byte[] binding = Format.batchBinding(storeId, segment, offset);
        KeyName key = KeyName.journal(epoch);
        if (!seal.isMac(claimed, key, binding, content, offset, length - Format.MAC_BYTES)) {
            return null;
        }
        return new Found(offset, length, count, before, new Chain(number, claimed), magic == Format.END_MAGIC);
    }

    /** Opens the records of a batch. */
    List<Located> records(byte[] content, int segment, Found batch) {
        List<Located> records = new ArrayList<>(batch.count());
        int end = batch.offset() + batch.length() - Format.MAC_BYTES;
        int at = batch.offset() + Format.BATCH_HEADER_BYTES;
        for (int i = 0; i < batch.count(); i++) {
            int length = at + Format.FRAME_HEADER_BYTES <= end
                    ? ByteBuffer.wrap(content).getInt(at)
                    : -1;
            if (length < Format.FRAME_HEADER_BYTES || length > end - at) {
                throw Format.damaged(segment, at, "a record's length leads out of its batch");
            }
            Entry entry = frames.read(ByteBuffer.wrap(content, at, length), segment, at);
            Place place = new Place(segment, at, length, entry.sequence());
            records.add(new Located(entry.map(), entry.key(), place, entry.isRemoval()));
            at += length;
        }
        return records;
    }
}
