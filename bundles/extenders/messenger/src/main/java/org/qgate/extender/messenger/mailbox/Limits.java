package org.qgate.extender.messenger.mailbox;

import java.util.concurrent.TimeUnit;

/**
 * How much a node keeps for others.
 *
 * @param boxes how many, the node's own one not counted; 0 for none
 * @param invite what whoever registers has to say; empty for nothing
 */
public record Limits(int boxes, String invite) {
    /** How many envelopes a box holds. */
    public static final int MOST_ENVELOPES = 1_000;

    /** How many bytes of envelopes a box holds: 1,000 of the small class. */
    public static final long MOST_BOX_BYTES = 8L << 20;

    /** How long an envelope is kept. */
    public static final long KEEP_MS = TimeUnit.DAYS.toMillis(30);

    /** A box that its owner did not open for so long is ended. */
    public static final long IDLE_MS = TimeUnit.DAYS.toMillis(90);

    /** How many one-time pre-keys a box holds. */
    public static final int MOST_PRE_KEYS = 100;
}
