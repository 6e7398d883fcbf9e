package org.qgate.kernel.internal.circuit.cell;

import java.util.Arrays;
import org.qgate.common.wire.WireException;

/**
 * Takes the messages out of the message areas of one hop's cells, in one direction ([MSG-1] to [MSG-5]). Keeps what of
 * an EXTEND or EXTENDED has come so far.
 */
public final class MessageReader {
    /** The longest message that may be fragmented: a hop handshake with its frame. */
    public static final int MAX_FRAGMENTED = 4_096;

    private byte[] partial;
    private int partialType;
    private int partialLength;

    /** Whether a fragmented message is being collected. */
    public boolean collecting() {
        return partial != null;
    }

    /**
     * Reads one cell's message area.
     *
     * @return false when the sink stopped
     * @throws WireException when it is malformed
     */
    public boolean read(byte[] area, int offset, int length, MessageSink sink) {
        int end = offset + length;
        int at = partial == null ? offset : resume(area, offset, end);
        if (partial != null && partialLength == partial.length && !complete(sink)) {
            return false;
        }
        while (at < end && area[at] != MessageType.PADDING) {
            at = one(area, at, end, sink);
            if (at < 0) {
                return false;
            }
        }
        return true;
    }

    private int resume(byte[] area, int offset, int end) {
        int part = Math.min(end - offset, partial.length - partialLength);
        System.arraycopy(area, offset, partial, partialLength, part);
        partialLength += part;
        return offset + part;
    }

    private boolean complete(MessageSink sink) {
        byte[] whole = partial;
        partial = null;
        return sink.message(partialType, 0, whole, 0, whole.length);
    }

    private int one(byte[] area, int at, int end, MessageSink sink) {
        if (end - at < MessageType.HEADER) {
            throw new WireException("a message's header does not fit its cell");
        }
        int type = area[at] & 255;
        int length = (area[at + 1] & 255) << 8 | area[at + 2] & 255;
        int body = at + MessageType.HEADER;
        if (length > end - body) {
            collect(type, length, area, body, end);
            return end;
        }
        return deliver(type, area, body, length, sink) ? body + length : -1;
    }

    private static boolean deliver(int type, byte[] area, int body, int length, MessageSink sink) {
        if (!MessageType.ofStream(type)) {
            return sink.message(type, 0, area, body, length);
        }
        if (length < 4) {
            throw new WireException("a stream message without a stream id");
        }
        int stream = (area[body] & 255) << 24
                | (area[body + 1] & 255) << 16
                | (area[body + 2] & 255) << 8
                | area[body + 3] & 255;
        return sink.message(type, stream, area, body + 4, length - 4);
    }

    private void collect(int type, int length, byte[] area, int body, int end) {
        if (!MessageType.fragments(type) || length > MAX_FRAGMENTED) {
            throw new WireException("a message of type " + type + " with " + length + " bytes does not fit its cell");
        }
        partial = new byte[length];
        partialType = type;
        partialLength = end - body;
        System.arraycopy(area, body, partial, 0, partialLength);
    }

    /** Returns what was collected: type in the first byte, whole length in the next two; empty when nothing. */
    public byte[] freeze() {
        if (partial == null) {
            return new byte[0];
        }
        byte[] state = new byte[MessageType.HEADER + partialLength];
        state[0] = (byte) partialType;
        state[1] = (byte) (partial.length >>> 8);
        state[2] = (byte) partial.length;
        System.arraycopy(partial, 0, state, MessageType.HEADER, partialLength);
        return state;
    }

    /** Takes up what {@link #freeze} returned. */
    public void thaw(byte[] state) {
        if (state.length == 0) {
            partial = null;
            return;
        }
        partialType = state[0] & 255;
        partialLength = state.length - MessageType.HEADER;
        partial = Arrays.copyOfRange(
                state, MessageType.HEADER, MessageType.HEADER + ((state[1] & 255) << 8 | state[2] & 255));
    }
}
