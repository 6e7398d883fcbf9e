package org.qgate.gate.internal.host;

import java.util.Map;
import org.qgate.api.base.Current;
import org.qgate.api.error.QGateException;
import org.qgate.api.network.Node;
import org.qgate.gate.internal.facade.EventDesk;

/** Sees whether the node has joined the network, and says when that changes. For one thread. */
final class Joining {
    private static final int JOINED = 100;

    private final Current<Node> node;
    private final EventDesk events;
    private boolean joined;

    Joining(Current<Node> node, EventDesk events) {
        this.node = node;
        this.events = events;
    }

    void look() {
        boolean now = node.now().map(Joining::joined).orElse(joined); // while it is replaced nothing is known
        if (now != joined) {
            joined = now;
            events.publish(now ? "node.joined" : "node.left", Map.of());
        }
    }

    private static boolean joined(Node node) {
        try {
            return node.status().bootstrapPercent() >= JOINED;
        } catch (QGateException leaving) {
            return false;
        }
    }
}
