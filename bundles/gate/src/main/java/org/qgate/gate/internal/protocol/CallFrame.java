package org.qgate.gate.internal.protocol;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.qgate.api.protocol.Protocols;

/**
 * One message on a stream of calls ([CALL-1], [CALL-2]).
 *
 * @param call the number that its caller gave the call
 * @param leftMs how long the caller waits; 0 unless it is a request
 * @param body not to be changed any more; empty unless it is a request or response
 */
record CallFrame(Kind kind, int call, int leftMs, byte[] body) {
    /** Length of the field that says how long the rest is. */
    static final int PREFIX = 4;

    private static final byte[] NONE = {};
    private static final int HEAD = 5;
    private static final int LEFT = 4;

    /** The longest rest there is. */
    static final int LONGEST = HEAD + LEFT + Protocols.MAX_CALL_BYTES;

    /** What a frame says; the code is the one on the wire. */
    enum Kind {
        /** From the caller: serve this. */
        REQUEST(1),
        /** The answer. */
        RESPONSE(2),
        /** The server failed at it. */
        FAILURE(3),
        /** Nobody takes it now; nothing happened. */
        BUSY(4),
        /** From the caller: nobody waits any more. */
        CANCEL(5);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        private static Kind of(int code) {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no frame has kind " + code);
        }
    }

    /** Refuses nulls. */
    CallFrame {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(body);
    }

    static CallFrame request(int call, int leftMs, byte[] body) {
        return new CallFrame(Kind.REQUEST, call, leftMs, body);
    }

    static CallFrame response(int call, byte[] body) {
        return new CallFrame(Kind.RESPONSE, call, 0, body);
    }

    static CallFrame plain(Kind kind, int call) {
        return new CallFrame(kind, call, 0, NONE);
    }

    /** Returns all but the body, which follows it. */
    byte[] head() {
        int left = kind == Kind.REQUEST ? LEFT : 0;
        ByteBuffer out = ByteBuffer.allocate(PREFIX + HEAD + left);
        out.putInt(HEAD + left + body.length).putInt(call).put((byte) kind.code);
        if (left > 0) {
            out.putInt(leftMs);
        }
        return out.array();
    }

    /**
     * Checks the length that a frame begins with.
     *
     * @throws IllegalArgumentException when no frame is that long
     */
    static int checkLength(int length) {
        if (length < HEAD || length > LONGEST) {
            throw new IllegalArgumentException("no frame has " + length + " bytes");
        }
        return length;
    }

    /**
     * Reads what follows the length.
     *
     * @throws IllegalArgumentException for what no frame is
     */
    static CallFrame parse(byte[] rest) {
        ByteBuffer in = ByteBuffer.wrap(rest);
        int call = in.getInt();
        Kind kind = Kind.of(in.get());
        int leftMs = 0;
        if (kind == Kind.REQUEST) {
            if (in.remaining() < LEFT) {
                throw new IllegalArgumentException("a request says how long its caller waits");
            }
            leftMs = in.getInt();
            if (leftMs < 1) {
                throw new IllegalArgumentException("nobody waits for " + leftMs + " ms");
            }
        }
        byte[] body = new byte[in.remaining()];
        in.get(body);
        boolean bodied = kind == Kind.REQUEST || kind == Kind.RESPONSE;
        if (!bodied && body.length > 0 || body.length > Protocols.MAX_CALL_BYTES) {
            throw new IllegalArgumentException("a frame of kind " + kind + " with " + body.length + " bytes");
        }
        return new CallFrame(kind, call, leftMs, body);
    }
}
