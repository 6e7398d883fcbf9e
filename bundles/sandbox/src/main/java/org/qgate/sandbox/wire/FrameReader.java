package org.qgate.sandbox.wire;

import java.nio.ByteBuffer;

/** Finds frames in what comes, in pieces of any size: [BOX-2]. One body at a time is held. For one thread. */
final class FrameReader {
    private final ByteBuffer head = ByteBuffer.allocate(Wire.HEAD_BYTES);
    private FrameType type;
    private ByteBuffer body;

    /**
     * Takes bytes up to the end of the next frame.
     *
     * @return null when all bytes were taken and the frame is not whole yet
     */
    Frame next(ByteBuffer from) throws BreachException {
        if (body == null) {
            move(from, head);
            if (head.hasRemaining()) {
                return null;
            }
            begin();
        }
        move(from, body);
        return body.hasRemaining() ? null : whole();
    }

    private static void move(ByteBuffer from, ByteBuffer to) {
        int some = Math.min(from.remaining(), to.remaining());
        to.put(to.position(), from, from.position(), some).position(to.position() + some);
        from.position(from.position() + some);
    }

    private void begin() throws BreachException {
        int length = head.getInt(0);
        if (length < 1 || length > Wire.LARGEST_BODY) {
            throw new BreachException("a frame of " + Integer.toUnsignedString(length) + " bytes");
        }
        type = FrameType.of(head.get(4));
        body = ByteBuffer.allocate(length);
    }

    private Frame whole() {
        Frame frame = new Frame(type, head.getInt(5), body.array());
        head.clear();
        body = null;
        return frame;
    }
}
