package org.qgate.kernel.internal.circuit.relay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.qgate.api.NodeId;
import org.qgate.kernel.internal.circuit.leg.Neighbours;
import org.qgate.kernel.internal.directory.Relay;
import org.qgate.kernel.internal.directory.View;
import org.qgate.kernel.internal.link.Link;
import org.qgate.kernel.internal.link.Links;

/** Which next hops are allowed, and the extensions that wait for a link. */
public final class Extensions {
    private final Supplier<NodeId> self;
    private final Supplier<View> view;
    private final Links links;
    private final Neighbours neighbours;
    private final Map<NodeId, List<Extension>> waiting = new HashMap<>();

    /** Makes one; nothing waits. */
    public Extensions(Supplier<NodeId> self, Supplier<View> view, Links links, Neighbours neighbours) {
        this.self = self;
        this.view = view;
        this.links = links;
        this.neighbours = neighbours;
    }

    /** Finds a next hop in the verified view; never this node nor the previous hop ([EXT-2]). */
    Optional<Relay> allowed(NodeId next, NodeId previous) {
        boolean back = next.equals(self.get()) || next.equals(previous);
        return back ? Optional.empty() : view.get().relay(next);
    }

    /** Tells an extension when there is a link to its next hop, at once or later. */
    void link(Relay relay, Extension extension) {
        Optional<Link> link = links.linked(relay.id());
        if (link.isPresent()) {
            extension.linked(neighbours.of(link.get()));
            return;
        }
        waiting.computeIfAbsent(relay.id(), id -> new ArrayList<>()).add(extension);
        links.connect(relay.contact());
    }

    void forget(Extension extension) {
        List<Extension> others = waiting.get(extension.next());
        if (others != null) {
            others.remove(extension);
            waiting.remove(extension.next(), List.of());
        }
    }

    /** A link stands. */
    public void up(Link link) {
        List<Extension> ready = link.peer() == null ? null : waiting.remove(link.peer());
        if (ready != null) {
            ready.forEach(extension -> extension.linked(neighbours.of(link)));
        }
    }

    /** A link could not be made. */
    public void failed(NodeId peer) {
        List<Extension> stuck = waiting.remove(peer);
        if (stuck != null) {
            stuck.forEach(Extension::unreachable);
        }
    }
}
