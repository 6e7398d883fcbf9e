package org.qgate.qrng.internal.deliver.wire;

import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;

/** Numbers that both ends of {@code qrng/1} share ([QRN-1]). */
public final class Wire {
    /** The protocol's name. */
    public static final String PROTOCOL = "qrng/1";

    /** Most random bytes of one chunk: header, table and tags leave room up to the limit of a call. */
    public static final int MOST_BYTES = 960 << 10;

    /** Most pieces of one chunk. */
    public static final int MOST_PIECES = 64;

    /** Longest that a request waits at a server, ms. */
    public static final int MOST_WAIT_MS = 10_000;

    /** Length of a tag of AES-256-GCM. */
    public static final int TAG_BYTES = 16;

    static final int VERSION = 1;
    static final int OPEN = 1;
    static final int OPENED = 2;
    static final int TAKE = 3;
    static final int CHUNK = 4;
    static final int REFUSED = 5;

    static final int KEY_BYTES = 32;
    static final int KEM_KEY_BYTES = 1_184;
    static final int KEM_TEXT_BYTES = 1_088;

    private Wire() {}

    /** Reads version and type. */
    static int type(WireReader in) {
        int version = in.u8();
        if (version != VERSION) {
            throw new WireException("version " + version);
        }
        return in.u8();
    }

    static long notNegative(long value, String what) {
        if (value < 0) {
            throw new WireException(what + " below 0");
        }
        return value;
    }

    static int atMost(long value, long least, long most, String what) {
        if (value < least || value > most) {
            throw new WireException(what + " " + value + ", allowed: " + least + " to " + most);
        }
        return (int) value;
    }
}
