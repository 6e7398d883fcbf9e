package org.qgate.kernel.internal.link;

import java.util.Arrays;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.crypto.LinkCipher;

/** Collects the frames of one record. Consecutive cells of one size share a frame. */
final class RecordBuilder {
    /** Most bytes of content: room is left for the header of a padding frame. */
    static final int LIMIT = LinkCipher.MAX_PLAINTEXT - Frame.HEADER;

    private byte[] bytes;
    private int length;
    private int frameAt = -1; // where the open frame of cells begins
    private int cellAt;
    private boolean mixed; // something other than cells is inside

    /** Takes the array to build in, {@link LinkCipher#MAX_PLAINTEXT} bytes. */
    void use(byte[] array) {
        bytes = array;
    }

    /** Empties the record and gives the array back. */
    byte[] drop() {
        byte[] array = bytes;
        clear();
        bytes = null;
        return array;
    }

    /** Empties the record. */
    void clear() {
        length = 0;
        frameAt = -1;
        mixed = false;
    }

    boolean holdsArray() {
        return bytes != null;
    }

    boolean isEmpty() {
        return length == 0;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Returns what was collected, unpadded: for freeze. */
    byte[] content() {
        return bytes == null ? new byte[0] : Arrays.copyOf(bytes, length);
    }

    /** Takes frames that were collected before a freeze; the record must be empty. */
    void restore(byte[] content) {
        System.arraycopy(content, 0, bytes, 0, content.length);
        length = content.length;
        mixed = true;
    }

    /** Returns where the next cell goes, or -1 when the record is full. */
    int beginCell(CellSize size) {
        int header = joins(size) ? 0 : Frame.HEADER;
        if (length + header + size.cell() > LIMIT) {
            return -1;
        }
        cellAt = length + header;
        return cellAt;
    }

    /** The cell begun last is complete. */
    void endCell(CellSize size) {
        if (!joins(size)) {
            frameAt = length;
            bytes[frameAt] = (byte) type(size);
        }
        length = cellAt + size.cell();
        u16(frameAt + 1, length - frameAt - Frame.HEADER);
    }

    private boolean joins(CellSize size) {
        return frameAt >= 0 && bytes[frameAt] == type(size);
    }

    private static int type(CellSize size) {
        return size == CellSize.SMALL ? Frame.CELLS_SMALL : Frame.CELLS_LARGE;
    }

    /** Whether a frame with a payload of so many bytes fits. */
    boolean fits(int payload) {
        return length + Frame.HEADER + payload <= LIMIT;
    }

    /** Opens a frame; exactly so many payload bytes must be put next. */
    void frame(int type, int payload) {
        bytes[length] = (byte) type;
        u16(length + 1, payload);
        length += Frame.HEADER;
        frameAt = -1;
        mixed = true;
    }

    void putU8(int value) {
        bytes[length++] = (byte) value;
    }

    void putU16(int value) {
        u16(length, value);
        length += 2;
    }

    void putU64(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            putU8((int) (value >>> shift));
        }
    }

    void put(byte[] body) {
        System.arraycopy(body, 0, bytes, length, body.length);
        length += body.length;
    }

    /**
     * Adds a padding frame that brings the record to a length; zeros, so nothing that was in the array before leaves.
     */
    void padTo(int total) {
        int payload = total - length - Frame.HEADER;
        frame(Frame.PAD, payload);
        Arrays.fill(bytes, length, total, (byte) 0);
        length = total;
    }

    /** Pads to a size class unless there are only cells inside; returns the record's length. */
    int finish() {
        int total = mixed ? RecordSizes.padded(length) : length;
        if (total > length) {
            padTo(total);
        }
        return total;
    }

    private void u16(int at, int value) {
        bytes[at] = (byte) (value >>> 8);
        bytes[at + 1] = (byte) value;
    }
}
