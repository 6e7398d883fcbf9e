package org.qgate.sandbox.wire;

import java.nio.ByteBuffer;

/**
 * One frame as it was read.
 *
 * @param call the number of the call that it belongs to, drawn by who calls; 0 for HELLO
 * @param body one value
 */
record Frame(FrameType type, int call, byte[] body) {
    /** Puts a frame into the bytes that are sent. */
    static ByteBuffer bytes(FrameType type, int call, byte[] body) {
        return ByteBuffer.allocate(Wire.HEAD_BYTES + body.length)
                .putInt(body.length)
                .put(type.code())
                .putInt(call)
                .put(body)
                .flip();
    }
}
