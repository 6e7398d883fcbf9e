package org.qgate.kernel.internal.circuit.client;

import java.util.Set;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.CellSize;
import org.qgate.kernel.internal.path.PathRequest;

/** What a stream is opened for: which circuits may carry it, and what is said to their last hop. */
sealed interface Aim permits ExitAim, ServiceAim {
    /** Streams share a circuit only when these are equal. */
    String isolation();

    /** Returns how many hops its circuit has. */
    int hops();

    /** Returns the cells of its circuit. */
    CellSize cells();

    /** Whether the last hop of a circuit can be asked. */
    boolean servedBy(Plan plan);

    /** Whether another node can be asked when one refused. */
    boolean hasChoice();

    /** Returns what a path for it must satisfy. */
    PathRequest path(Set<NodeId> exclude);

    /** Returns the type of the message that asks. */
    int type();

    /** Returns the content of the message that asks. */
    byte[] opening();
}
