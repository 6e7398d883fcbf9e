package org.qgate.api.transport;

/** Who may own ports. One lease a role at a time. */
public enum Role {
    /** The overlay: links, and application or exit connections after they were spliced. */
    KERNEL,
    /** Entry and exit decisions: proxy listeners and connections under negotiation. */
    DPN,
    /** Services: the near ends of streams by protocol. */
    SERVICE
}
