package org.qgate.crypto.internal;

import org.qgate.api.crypto.Identity;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.api.crypto.LinkTarget;
import org.qgate.crypto.internal.link.LinkLimits;

/** A provider of its own with an identity, as a node has it. */
public final class Node {
    public static final String NETWORK = "test.example";

    public final TestClock clock = new TestClock();
    public final MemoryState state = new MemoryState();
    public final SeededRandom random;
    public final CryptoProvider crypto;
    public final Identity identity;

    public Node(long seed) {
        this(seed, NETWORK, LinkLimits.STANDARD);
    }

    public Node(long seed, String network, LinkLimits limits) {
        random = new SeededRandom(seed);
        crypto = new CryptoProvider(random, state, clock, SpeedProbe.none(), limits);
        identity = crypto.identity(network);
    }

    public LinkTarget target(LinkSuite suite) {
        return new LinkTarget(identity.nodeId(), identity.linkKey(), suite);
    }
}
