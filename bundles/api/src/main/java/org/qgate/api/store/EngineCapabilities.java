package org.qgate.api.store;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.StoreError;

/**
 * What an engine declares of itself.
 *
 * @param engine its name
 * @param has what it can do
 * @param largestBatchBytes how much may change together, keys and values
 * @param largestKeyBytes longest key
 */
public record EngineCapabilities(String engine, Set<Capability> has, long largestBatchBytes, int largestKeyBytes) {
    /** Makes the set unchangeable. */
    public EngineCapabilities {
        has = Set.copyOf(has);
    }

    /**
     * Makes sure of what a caller cannot do without.
     *
     * @throws QGateException QG-STO-0015 naming what is missing
     */
    public void require(Capability... needed) {
        Set<Capability> missing = EnumSet.noneOf(Capability.class);
        missing.addAll(List.of(needed));
        missing.removeAll(has);
        if (!missing.isEmpty()) {
            throw new QGateException(StoreError.NOT_CAPABLE, "engine '" + engine + "' lacks " + missing);
        }
    }
}
