package org.qgate.api.qrng;

/** Where bytes come from, by class. What is replayed or simulated can never be labelled quantum. */
public enum Provenance {
    /** A device's digitised noise, before anything was done to it. */
    RAW_DEVICE(1),
    /** What a device gives after conditioning of its own. */
    CONDITIONED_DEVICE(2),
    /** What somebody else's service gives over a network. */
    REMOTE_SERVICE(3),
    /** Recorded once, read again. */
    REPLAY(4),
    /** Made by a program for tests and demonstrations. */
    SIMULATED(5);

    private final int code;

    Provenance(int code) {
        this.code = code;
    }

    /** Returns its number in blocks and on the wire. */
    public int code() {
        return code;
    }

    /** Returns whether such bytes may be called quantum at all. */
    public boolean mayBeQuantum() {
        return this != REPLAY && this != SIMULATED;
    }

    /**
     * Returns the class with a number.
     *
     * @throws IllegalArgumentException for a number that no class has
     */
    public static Provenance of(int code) {
        for (Provenance each : values()) {
            if (each.code == code) {
                return each;
            }
        }
        throw new IllegalArgumentException("no provenance has the number " + code);
    }
}
