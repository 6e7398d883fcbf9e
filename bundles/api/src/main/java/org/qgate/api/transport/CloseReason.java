package org.qgate.api.transport;

/** Why a port is gone. */
public enum CloseReason {
    /** The owner closed it. */
    LOCAL,
    /** The remote end closed it. */
    REMOTE,
    /** The connection was reset or broke. */
    RESET,
    /** The handler threw. */
    HANDLER_FAILED,
    /** A bound was exceeded. */
    LIMIT
}
