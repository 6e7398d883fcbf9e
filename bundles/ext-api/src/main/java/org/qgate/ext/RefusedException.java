package org.qgate.ext;

import java.util.Objects;
import java.util.Optional;

/** A call of a facade that was refused, or failed. Nothing happened, unless the reason says otherwise. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** The permission was not granted, or was revoked, or its scope does not cover this. */
        DENIED,
        /** A quota of this extender is used up, or a queue is full; later it may work. */
        LIMIT,
        /** An argument is out of bounds. */
        INVALID,
        /** There is no such node, protocol, key or entry. */
        NOT_FOUND,
        /** What was to be changed has changed meanwhile. */
        CONFLICT,
        /** The other node, or a part of this one, cannot be reached at the moment. */
        UNAVAILABLE,
        /** No answer in time; what was asked for may have happened. */
        TIMEOUT,
        /** The other end failed at it; it may have happened in part. */
        FAILED,
        /** The stream, or the extender itself, has ended. */
        CLOSED
    }

    private final Reason reason;
    private final Permission permission;

    /** Makes a refusal that no permission is the cause of. */
    public RefusedException(Reason reason, String message) {
        this(reason, null, message);
    }

    /** Makes a refusal; the permission may be null. */
    public RefusedException(Reason reason, Permission permission, String message) {
        super(message, null, false, false);
        this.reason = Objects.requireNonNull(reason);
        this.permission = permission;
    }

    /** Returns why. */
    public Reason reason() {
        return reason;
    }

    /** Returns the permission that is missing, or whose quota is used up. */
    public Optional<Permission> permission() {
        return Optional.ofNullable(permission);
    }
}
