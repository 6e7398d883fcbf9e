package org.qgate.ext.net;

import java.util.Objects;

/**
 * Whom to dial, and how.
 *
 * @param node the id of a node, in the form that {@link Net#nodes} gives
 * @param protocol which of its protocols
 * @param identify whether it may learn, with proof, which node dials
 * @param isolation at most 64 characters: only what is equal here shares a circuit, within this extender
 */
public record Target(String node, String protocol, boolean identify, String isolation) {
    /** Refuses nulls. */
    public Target {
        Objects.requireNonNull(node);
        Objects.requireNonNull(protocol);
        Objects.requireNonNull(isolation);
    }

    /** Somebody to dial anonymously. */
    public Target(String node, String protocol) {
        this(node, protocol, false, "");
    }
}
