package org.qgate.blocks;

import java.util.Optional;

/** The vetted conditioner of a window. Source: NIST SP 800-90B, section 3.1.5.1.1. */
public enum Conditioning {
    /** SHA-512. */
    SHA_512(1, "SHA-512"),
    /** SHA-256. */
    SHA_256(2, "SHA-256"),
    /** Not known here, as for another node's device. */
    UNKNOWN(3, "unknown");

    private final int code;
    private final String title;

    Conditioning(int code, String title) {
        this.code = code;
        this.title = title;
    }

    /** Returns its number in a block. */
    public int code() {
        return code;
    }

    /** Returns its name. */
    public String title() {
        return title;
    }

    /** Returns the conditioner of a name. */
    public static Conditioning named(String title) {
        for (Conditioning each : values()) {
            if (each.title.equals(title)) {
                return each;
            }
        }
        return UNKNOWN;
    }

    static Optional<Conditioning> of(int code) {
        return code >= 1 && code <= values().length ? Optional.of(values()[code - 1]) : Optional.empty();
    }
}
