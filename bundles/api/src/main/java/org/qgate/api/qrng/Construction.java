package org.qgate.api.qrng;

/** How the bytes that leave were made. Source: NIST SP 800-90C, sections 5 and 6. */
public enum Construction {
    /** RBG3(XOR): conditioned entropy with full entropy, combined with Hash_DRBG by exclusive or. */
    RBG3_XOR(1),
    /** Hash_DRBG alone, seeded while sources were healthy: always labelled degraded. */
    HASH_DRBG(2);

    private final int code;

    Construction(int code) {
        this.code = code;
    }

    /** Returns its number in blocks and on the wire. */
    public int code() {
        return code;
    }

    /**
     * Returns the construction with a number.
     *
     * @throws IllegalArgumentException for a number that none has
     */
    public static Construction of(int code) {
        for (Construction each : values()) {
            if (each.code == code) {
                return each;
            }
        }
        throw new IllegalArgumentException("no construction has the number " + code);
    }
}
