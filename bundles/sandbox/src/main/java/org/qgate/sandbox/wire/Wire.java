package org.qgate.sandbox.wire;

import java.util.concurrent.TimeUnit;

/** What both ends agree on: [BOX-2], [BOX-3], [BOX-5]. */
public final class Wire {
    /** Of the frames and the names of calls; equal at both ends. */
    public static final int VERSION = 1;

    /** Length, type, id of a call, in bytes. */
    public static final int HEAD_BYTES = 4 + 1 + 4;

    /** A value of 1 MiB, and what stands beside it. */
    public static final int LARGEST_BODY = (1 << 20) + (64 << 10);

    /** How deep values lie in each other. */
    public static final int DEEPEST = 16;

    /** Values in one frame: 1,000 changes of a space are about half as many. */
    public static final int MOST_VALUES = 1 << 13;

    /** Values where many are expected: an answer of 10,000 rows and 32 columns. */
    public static final int MOST_LONG_VALUES = 400_000;

    /** Calls under way, in each direction. */
    public static final int MOST_CALLS = 64;

    /** What one call moves of a stream, at most. */
    public static final int STREAM_BYTES = 64 << 10;

    /** What one call moves of a value that is too long for a frame, at most. */
    public static final int PIECE_BYTES = 512 << 10;

    /** The latest deadline of a call: a task or a stream may go on for long. */
    public static final long LONGEST_MS = TimeUnit.DAYS.toMillis(31);

    private Wire() {}
}
