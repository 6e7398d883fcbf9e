package org.qgate.api.transport;

/** Why a connection could not be made. */
public enum ConnectFailure {
    /** The other end refused. */
    REFUSED,
    /** No answer in time. */
    TIMEOUT,
    /** No route to network or host. */
    UNREACHABLE,
    /** A limit of this node: descriptors, budget. */
    RESOURCES,
    /** Anything else. */
    OTHER
}
