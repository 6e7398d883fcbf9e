package org.qgate.api.network;

import java.util.List;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.CellSize;

/**
 * A circuit to build by hand.
 *
 * @param hops 1, 3 or 5
 * @param cells the cell size
 * @param path explicit hops, or empty to choose by the rules
 */
public record CircuitRequest(int hops, CellSize cells, List<NodeId> path) {}
