package org.qgate.kernel.internal.path;

import java.util.List;
import org.qgate.api.NodeId;
import org.qgate.kernel.internal.directory.Relay;

/** Picks relays for circuits. Event loop only. */
public interface Paths {
    /**
     * Picks a path, guard first.
     *
     * @throws org.qgate.api.error.QGateException QG-KRN-0002 without a usable view, QG-KRN-0003 when nothing satisfies
     */
    List<Relay> choose(PathRequest request);

    /** A first hop could be linked, or not: guards are confirmed and retried by it. */
    void firstHop(NodeId guard, boolean reached);
}
