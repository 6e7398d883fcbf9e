package org.qgate.kernel.internal.link;

import org.qgate.api.NodeId;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.LinkCipher;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.api.net.Endpoint;

/**
 * What an established link is made from.
 *
 * @param peer null for an anonymous client
 * @param certificate the peer's, encoded; empty for an anonymous client
 * @param certifiedUntilMs when that certificate expires, wall clock; {@link Long#MAX_VALUE} for an anonymous client
 */
record LinkBirth(
        long port,
        boolean initiator,
        NodeId peer,
        byte[] certificate,
        long certifiedUntilMs,
        LinkSuite suite,
        Endpoint remote,
        LinkCipher cipher,
        long upSinceMs) {
    /** Reads what a link is made from out of its export. */
    static LinkBirth thawed(FrozenMap from, Crypto crypto) {
        byte[] peer = from.bytes("peer");
        return new LinkBirth(
                from.number("port"),
                from.flag("initiator"),
                peer.length == 0 ? null : NodeId.of(peer),
                from.bytes("certificate"),
                from.number("certifiedUntilMs"),
                LinkSuite.of((int) from.number("suite")),
                from.endpoint("remote"),
                crypto.links().restore(from.bytes("cipher")),
                from.number("upSinceMs"));
    }
}
