package org.qgate.store.internal.journal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import org.qgate.store.internal.seal.KeyName;
import org.qgate.store.internal.seal.Seal;

/** Seals records into frames and opens them: length, map and key epoch in the clear, the rest sealed. */
final class Frames {
    private final Seal seal;
    private final byte[] storeId;

    Frames(Seal seal, byte[] storeId) {
        this.seal = seal;
        this.storeId = storeId;
    }

    int frameBytes(Entry entry) {
        return Format.FRAME_HEADER_BYTES + entry.plainBytes() + seal.overhead();
    }

    void write(ByteBuffer out, Entry entry, int segment, int offset) {
        int length = frameBytes(entry);
        byte[] binding = Format.frameBinding(storeId, segment, offset, length, entry.map());
        byte[] sealed = seal.seal(KeyName.map(entry.map(), seal.epoch()), binding, entry.plain());
        out.putInt(length).putInt(entry.map()).putInt(seal.epoch()).put(sealed);
    }

    /** Opens the frame that begins at the buffer's position and ends at its limit. */
    Entry read(ByteBuffer frame, int segment, int offset) {
        int length = frame.remaining();
        if (length < Format.FRAME_HEADER_BYTES + seal.overhead() || frame.getInt() != length) {
            throw Format.damaged(segment, offset, "no record of " + length + " bytes begins here");
        }
        int map = frame.getInt();
        int epoch = frame.getInt();
        byte[] sealed = new byte[frame.remaining()];
        frame.get(sealed);
        try {
            byte[] binding = Format.frameBinding(storeId, segment, offset, length, map);
            Entry entry = Entry.of(map, seal.open(KeyName.map(map, epoch), binding, sealed));
            if (entry == null) {
                throw Format.damaged(segment, offset, "a record of unknown form");
            }
            return entry;
        } catch (GeneralSecurityException broken) {
            throw Format.damaged(segment, offset, "a record does not open", broken);
        }
    }
}
