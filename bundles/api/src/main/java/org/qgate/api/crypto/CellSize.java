package org.qgate.api.crypto;

/** The two cell sizes; a circuit has one for life ([CGO-1]). */
public enum CellSize {
    /** 514 bytes: 4 + 1 + 509. */
    SMALL(1, 509),
    /** 4,096 bytes: 4 + 1 + 4,091. */
    LARGE(2, 4091);

    /** Circuit id and command before the body. */
    public static final int HEADER = 5;

    /** Bytes at the start of a body that carry N at the addressed or originating hop. */
    public static final int TAG = 16;

    private final int code;
    private final int body;

    CellSize(int code, int body) {
        this.code = code;
        this.body = body;
    }

    /** Returns the code on the wire. */
    public int code() {
        return code;
    }

    /** Returns the whole cell in bytes, header included. */
    public int cell() {
        return HEADER + body;
    }

    /** Returns the body in bytes. */
    public int body() {
        return body;
    }

    /** Returns what a message can use of the body: all after the tag. */
    public int message() {
        return body - TAG;
    }

    /**
     * Finds a size by its code.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static CellSize of(int code) {
        for (CellSize size : values()) {
            if (size.code == code) {
                return size;
            }
        }
        throw new IllegalArgumentException("no cell size has code " + code);
    }
}
