package org.qgate.kernel.internal.circuit.cell;

import org.qgate.api.crypto.CellSize;

/**
 * A cell's body under composition: 16 bytes for the cipher, then messages, then padding ([MSG-1]). Reused cell after
 * cell.
 */
public final class MessageArea {
    /** The end mark and the random bytes without which a peer could compute an acknowledgement ([FLOW-4]). */
    public static final int UNPREDICTABLE = 1 + Padding.RANDOM_BYTES;

    private static final int NONE = -1;

    private final byte[] body;
    private int at;
    private int limit;
    private int openData = NONE;
    private int openStream;
    private boolean data;

    /** Makes an empty one. */
    public MessageArea(CellSize size) {
        body = new byte[size.body()];
        clear(false);
    }

    /**
     * Empties it.
     *
     * @param unpredictable whether room for random bytes must be left
     */
    public void clear(boolean unpredictable) {
        at = CellSize.TAG;
        limit = body.length - (unpredictable ? UNPREDICTABLE : 0);
        openData = NONE;
        data = false;
    }

    /** Returns the whole body, for the cipher. */
    public byte[] body() {
        return body;
    }

    /** Whether no message stands in it. */
    public boolean isEmpty() {
        return at == CellSize.TAG;
    }

    /** Whether it carries stream bytes, which makes its cell count against the window. */
    public boolean hasData() {
        return data;
    }

    /** Returns how many bytes are left for messages. */
    public int room() {
        return limit - at;
    }

    /** Whether DATA of this stream could take at least one byte. */
    public boolean takesData(int stream) {
        return openData != NONE && openStream == stream ? room() > 0 : room() > MessageType.STREAM_HEADER;
    }

    /** Appends stream bytes, to the DATA message before when it is of the same stream. Returns how many fitted. */
    public int data(int stream, byte[] bytes, int offset, int length) {
        if (openData == NONE || openStream != stream) {
            int begin = at;
            header(MessageType.DATA, 4);
            i32(stream);
            openData = begin;
            openStream = stream;
            data = true;
        }
        int part = Math.min(room(), length);
        System.arraycopy(bytes, offset, body, at, part);
        at += part;
        int total = at - openData - MessageType.HEADER;
        body[openData + 1] = (byte) (total >>> 8);
        body[openData + 2] = (byte) total;
        return part;
    }

    /** Appends a whole message of a stream; it must fit. */
    public void message(int type, int stream, byte[] content) {
        header(type, 4 + content.length);
        i32(stream);
        bytes(content, 0, content.length);
    }

    /** Appends a whole message without a stream; it must fit. */
    public void message(int type, byte[] content, int offset, int length) {
        header(type, length);
        bytes(content, offset, length);
    }

    /** Appends the beginning of a message that goes on in the next cell. Returns how many bytes of it fitted. */
    public int first(int type, byte[] content) {
        header(type, content.length);
        return next(content, 0);
    }

    /** Appends the next piece of a message begun in an earlier cell. Returns how many bytes of it fitted. */
    public int next(byte[] content, int from) {
        int part = Math.min(room(), content.length - from);
        bytes(content, from, part);
        return part;
    }

    /** Fills what is left with an end mark and padding. */
    public void pad(Padding padding) {
        if (at < body.length) {
            body[at] = MessageType.PADDING;
            padding.fill(body, at + 1, body.length - at - 1);
        }
    }

    private void header(int type, int length) {
        openData = NONE;
        body[at++] = (byte) type;
        body[at++] = (byte) (length >>> 8);
        body[at++] = (byte) length;
    }

    private void i32(int value) {
        body[at++] = (byte) (value >>> 24);
        body[at++] = (byte) (value >>> 16);
        body[at++] = (byte) (value >>> 8);
        body[at++] = (byte) value;
    }

    private void bytes(byte[] content, int offset, int length) {
        System.arraycopy(content, offset, body, at, length);
        at += length;
    }
}
