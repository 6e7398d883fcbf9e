package org.qgate.crypto.internal.link;

import org.qgate.api.crypto.Identity;
import org.qgate.api.crypto.LinkHandshake;
import org.qgate.api.crypto.LinkSession;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.crypto.internal.Node;

/** Both ends of a completed handshake. */
record Handshaken(LinkSession initiator, LinkSession responder) {
    static Handshaken make(Node from, Identity self, Node to, LinkSuite suite) {
        LinkHandshake one = from.crypto.links().initiate(to.target(suite), self, Node.NETWORK, "tcp");
        LinkHandshake two = to.crypto.links().respond(to.identity, suite, "tcp");
        byte[] third = one.advance(two.advance(one.start()));
        two.advance(third);
        return new Handshaken(one.finish(), two.finish());
    }
}
