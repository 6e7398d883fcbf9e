package org.qgate.kernel.internal.link;

import java.util.Arrays;
import org.qgate.api.crypto.CellSize;

/** Takes a record's plaintext apart into frames; anything that breaks a rule ends the record ([FRAME-3]). */
final class FrameReader {
    private FrameReader() {}

    /** Reads all frames of a record. */
    static void read(byte[] in, int offset, int length, FrameSink sink) {
        int at = offset;
        int end = offset + length;
        boolean sealed = false; // after REKEY_DONE only padding may follow
        while (at < end && sink.reading()) {
            int size = end - at < Frame.HEADER ? -1 : u16(in, at + 1);
            int type = in[at] & 255;
            at += Frame.HEADER;
            boolean fits = size >= 0 && size <= end - at;
            if (!fits || sealed && type != Frame.PAD || !frame(type, in, at, size, sink)) {
                sink.malformed();
                return;
            }
            sealed |= type == Frame.REKEY_DONE;
            at += size;
        }
    }

    /** Hands one frame on; false when it is not well-formed. */
    private static boolean frame(int type, byte[] in, int at, int size, FrameSink sink) {
        return switch (type) {
            case Frame.PAD -> true;
            case Frame.CELLS_SMALL -> cells(CellSize.SMALL, in, at, size, sink);
            case Frame.CELLS_LARGE -> cells(CellSize.LARGE, in, at, size, sink);
            case Frame.CONTROL -> control(in, at, size, sink);
            default -> rare(type, in, at, size, sink);
        };
    }

    private static boolean cells(CellSize size, byte[] in, int at, int length, FrameSink sink) {
        if (length == 0 || length % size.cell() != 0) {
            return false;
        }
        sink.cells(size, in, at, length / size.cell());
        return true;
    }

    private static boolean control(byte[] in, int at, int size, FrameSink sink) {
        if (size < 2 || size - 2 > Link.MAX_CONTROL) {
            return false;
        }
        sink.control(u16(in, at), in, at + 2, size - 2);
        return true;
    }

    private static boolean rare(int type, byte[] in, int at, int size, FrameSink sink) {
        if (size != size(type, size)) {
            return false;
        }
        switch (type) {
            case Frame.PING -> sink.ping(u64(in, at));
            case Frame.PONG -> sink.pong(u64(in, at));
            case Frame.REKEY -> sink.rekey(in[at] & 255, Arrays.copyOfRange(in, at + 1, at + size));
            case Frame.REKEY_DONE -> sink.rekeyDone();
            default -> sink.closing(in[at] & 255);
        }
        return true;
    }

    /** Returns the one size that a frame may have, -1 for an unknown type. */
    private static int size(int type, int stated) {
        return switch (type) {
            case Frame.PING, Frame.PONG -> 8;
            case Frame.REKEY -> Math.max(1, stated);
            case Frame.REKEY_DONE -> 0;
            case Frame.CLOSE -> 1;
            default -> -1;
        };
    }

    private static int u16(byte[] in, int at) {
        return (in[at] & 255) << 8 | in[at + 1] & 255;
    }

    private static long u64(byte[] in, int at) {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = value << 8 | in[at + i] & 255;
        }
        return value;
    }
}
