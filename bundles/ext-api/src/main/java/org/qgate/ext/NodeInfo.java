package org.qgate.ext;

import org.osgi.annotation.versioning.ProviderType;

/** What the node says of itself to an extender. */
@ProviderType
public interface NodeInfo {
    /**
     * Returns the node's id, in the form that {@code node:status} shows.
     *
     * @throws RefusedException when it is not granted
     */
    String nodeId();

    /**
     * Returns the version of the node's program.
     *
     * @throws RefusedException when it is not granted
     */
    String version();

    /**
     * Whether other nodes can dial this one.
     *
     * @throws RefusedException when it is not granted
     */
    boolean reachable();
}
