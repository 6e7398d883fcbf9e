package org.qgate.kernel.internal.link;

import java.util.List;
import java.util.Optional;
import org.qgate.api.NodeId;

/** All links of this node. Event loop only. */
public interface Links {
    /** Returns an established link to a node, the oldest when there are several. */
    Optional<Link> linked(NodeId peer);

    /** Begins a link unless one stands or is being made; {@link LinkEvents#up} or {@link LinkEvents#failed} follows. */
    void connect(Contact to);

    /** Returns all established links. */
    List<Link> all();

    /** Finds an established link by its number. */
    default Optional<Link> link(long id) {
        return all().stream().filter(link -> link.id() == id).findFirst();
    }
}
