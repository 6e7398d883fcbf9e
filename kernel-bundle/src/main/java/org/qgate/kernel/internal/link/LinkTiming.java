package org.qgate.kernel.internal.link;

/**
 * Durations of links.
 *
 * @param handshakeMs until a connection or handshake is given up
 * @param padding whether silent links send padding
 * @param paddingMinMs shortest silence before padding
 * @param paddingMaxMs longest silence before padding
 * @param pingMs between round trip measurements
 * @param deadMs how long a ping may stay without an answer, or anything else heard, until the link is taken for dead
 * @param idleMs without cells and control messages until the layers above are asked whether they need the link
 * @param rekeyMs age of keys at which the initiator renews them
 */
public record LinkTiming(
        long handshakeMs,
        boolean padding,
        long paddingMinMs,
        long paddingMaxMs,
        long pingMs,
        long deadMs,
        long idleMs,
        long rekeyMs) {}
