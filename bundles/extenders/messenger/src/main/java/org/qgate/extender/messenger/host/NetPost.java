package org.qgate.extender.messenger.host;

import org.qgate.ext.Host;
import org.qgate.ext.net.Target;
import org.qgate.extender.messenger.mailbox.Boxes;
import org.qgate.extender.messenger.mailbox.Reply;
import org.qgate.extender.messenger.mailbox.Request;
import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.talk.Now;
import org.qgate.extender.messenger.talk.Post;

/** Brings requests by calls of {@link #PROTOCOL}, anonymously; to one's own node without a way out. */
public final class NetPost implements Post {
    /** The protocol of calls. */
    public static final String PROTOCOL = "messenger/1";

    private static final long PATIENCE_MS = 20_000;

    private final Host host;
    private final Boxes boxes;
    private final Now now;

    /** Dials from a node that keeps these boxes. */
    public NetPost(Host host, Boxes boxes, Now now) {
        this.host = host;
        this.boxes = boxes;
        this.now = now;
    }

    @Override
    public Reply ask(Octets node, Request request, String way) {
        String id = node.hex();
        if (id.equals(host.node().nodeId())) {
            return boxes.serve(request, now.ms());
        }
        Target target = new Target(id, PROTOCOL, false, way);
        return Reply.decode(host.net().call(target, request.encode(), PATIENCE_MS));
    }
}
