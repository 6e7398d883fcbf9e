package org.qgate.api.network;

/** Why a stream could not be opened or ended early. The code is the one on the wire. */
public enum StreamFailure {
    /** No circuit, no path or no snapshot. */
    NO_CIRCUIT(1),
    /** The exit's policy refuses address or port. */
    EXIT_POLICY(2),
    /** The name could not be resolved. */
    NAME(3),
    /** The destination refused the connection. */
    REFUSED(4),
    /** The destination did not answer in time. */
    TIMEOUT(5),
    /** No route to the destination. */
    UNREACHABLE(6),
    /** A limit at this node or at the exit. */
    RESOURCES(7),
    /** The circuit was destroyed. */
    CIRCUIT_LOST(8),
    /** The other end reset the connection. */
    RESET(9),
    /** Anything else. */
    OTHER(10);

    private final int code;

    StreamFailure(int code) {
        this.code = code;
    }

    /** Returns the code on the wire. */
    public int code() {
        return code;
    }

    /** Finds a reason by its code; {@link #OTHER} when it is not known. */
    public static StreamFailure of(int code) {
        for (StreamFailure failure : values()) {
            if (failure.code == code) {
                return failure;
            }
        }
        return OTHER;
    }
}
