package org.qgate.sandbox.wire;

/** The first bytes of RFC 8949, section 3, as far as the wire has them. */
final class Cbor {
    /** Major type 0. */
    static final int POSITIVE = 0x00;
    /** Major type 1. */
    static final int NEGATIVE = 0x20;
    /** Major type 2. */
    static final int BYTES = 0x40;
    /** Major type 3. */
    static final int TEXT = 0x60;
    /** Major type 4. */
    static final int LIST = 0x80;
    /** Major type 5. */
    static final int MAP = 0xa0;
    /** Simple value 20. */
    static final int FALSE = 0xf4;
    /** Simple value 21. */
    static final int TRUE = 0xf5;
    /** Simple value 22. */
    static final int NULL = 0xf6;
    /** Major type 7, additional information 27. */
    static final int DOUBLE = 0xfb;

    /** The bits of the major type. */
    static final int MAJOR = 0xe0;
    /** The bits of the additional information. */
    static final int INFO = 0x1f;
    /** Additional information from which on the argument stands in bytes of its own: one of them here. */
    static final int ONE_BYTE = 24;
    /** Additional information of an argument of eight bytes. */
    static final int EIGHT_BYTES = 27;

    private Cbor() {}

    /** Returns in how many bytes an argument of {@link #ONE_BYTE} or more stands. */
    static int size(long argument) {
        if (argument >>> 8 == 0) {
            return 1;
        }
        if (argument >>> 16 == 0) {
            return 2;
        }
        return argument >>> 32 == 0 ? 4 : 8;
    }

    /** Returns the additional information that says so. */
    static int info(int size) {
        return ONE_BYTE + Integer.numberOfTrailingZeros(size);
    }
}
