package org.qgate.kernel.internal.link;

import java.util.List;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.api.crypto.LinkTarget;
import org.qgate.api.net.Endpoint;

/** How to reach a relay: from its verified descriptor or from the network description. */
public record Contact(NodeId id, byte[] linkKey, LinkSuite suite, List<Endpoint> addresses) {
    /** Returns what the handshake needs. */
    public LinkTarget target() {
        return new LinkTarget(id, linkKey, suite);
    }
}
