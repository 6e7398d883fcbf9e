package org.qgate.gate.internal.protocol;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/** Makes frames of bytes as they come. Memory grows with what came, not with what was announced. Event loop only. */
final class FrameReader {
    private static final int SMALLEST = 512;
    private static final byte[] NONE = {};

    private final CallBytes bytes;
    private final Consumer<CallFrame> frames;
    private final byte[] prefix = new byte[CallFrame.PREFIX];
    private int prefixed;
    private byte[] rest = NONE;
    private int filled;
    private int wanted;
    private long complete;

    FrameReader(CallBytes bytes, Consumer<CallFrame> frames) {
        this.bytes = bytes;
        this.frames = frames;
    }

    /**
     * Reads on.
     *
     * @throws IllegalArgumentException for what no frame is, or when this node holds too many bytes of calls
     */
    void feed(byte[] from, int offset, int length) {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            at += prefixed < prefix.length ? feedPrefix(from, at, end - at) : feedRest(from, at, end - at);
        }
    }

    private int feedPrefix(byte[] from, int offset, int length) {
        int part = Math.min(length, prefix.length - prefixed);
        System.arraycopy(from, offset, prefix, prefixed, part);
        prefixed += part;
        if (prefixed == prefix.length) {
            wanted = CallFrame.checkLength(ByteBuffer.wrap(prefix).getInt());
        }
        return part;
    }

    private int feedRest(byte[] from, int offset, int length) {
        int part = Math.min(length, wanted - filled);
        grow(filled + part);
        System.arraycopy(from, offset, rest, filled, part);
        filled += part;
        if (filled == wanted) {
            CallFrame frame = CallFrame.parse(rest.length == wanted ? rest : Arrays.copyOf(rest, wanted));
            complete++;
            forget();
            frames.accept(frame);
        }
        return part;
    }

    private void grow(int needed) {
        if (needed <= rest.length) {
            return;
        }
        int room = Math.min(wanted, Math.max(needed, Math.max(SMALLEST, 2 * rest.length)));
        if (!bytes.take(room - rest.length)) {
            throw new IllegalArgumentException("too many bytes of calls are held");
        }
        rest = Arrays.copyOf(rest, room);
    }

    /** Returns a number that differs once a frame was completed; 0 while none has begun. */
    long unfinished() {
        return prefixed == 0 ? 0 : complete + 1;
    }

    /** Forgets a frame that has begun. */
    void forget() {
        bytes.giveBack(rest.length);
        rest = NONE;
        prefixed = 0;
        filled = 0;
        wanted = 0;
    }
}
