package org.qgate.qrng.internal.deliver.server;

/** Whom a node serves randomness to. */
public enum Serve {
    /** Nobody. */
    OFF,
    /** Nodes that prove who they are and are listed. */
    LISTED,
    /** Also nodes that stay anonymous. */
    ANYONE
}
