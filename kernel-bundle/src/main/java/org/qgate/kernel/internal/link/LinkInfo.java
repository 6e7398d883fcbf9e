package org.qgate.kernel.internal.link;

import org.qgate.api.NodeId;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.api.net.Endpoint;

/**
 * What is known of one link, for people.
 *
 * @param peer null for an anonymous client
 * @param rttMicros last round trip of a PING, 0 when unknown
 * @param keyGeneration how often keys were renewed
 */
public record LinkInfo(
        long id,
        NodeId peer,
        boolean initiator,
        Endpoint remote,
        LinkSuite suite,
        long upSinceMs,
        long rttMicros,
        long bytesIn,
        long bytesOut,
        int keyGeneration) {}
