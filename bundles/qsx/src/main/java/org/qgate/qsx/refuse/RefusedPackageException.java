package org.qgate.qsx.refuse;

import java.util.List;
import org.qgate.api.error.ErrorCode;
import org.qgate.api.error.QGateException;

/** A package, key, statement or index that a node must not use. Its code is that of the first reason. */
public final class RefusedPackageException extends QGateException {
    private static final long serialVersionUID = 1;

    private final transient List<Refusal> refusals;

    /** Refuses for one reason. */
    public RefusedPackageException(ErrorCode code, String where, String what) {
        this(List.of(new Refusal(code, where, what)), null);
    }

    /** Refuses for one reason that something else brought about. */
    public RefusedPackageException(ErrorCode code, String where, Throwable cause) {
        this(List.of(new Refusal(code, where, String.valueOf(cause.getMessage()))), cause);
    }

    /** Refuses for several reasons, at least one. */
    public RefusedPackageException(List<Refusal> refusals) {
        this(refusals, null);
    }

    private RefusedPackageException(List<Refusal> refusals, Throwable cause) {
        super(refusals.get(0).code(), detail(refusals), cause);
        this.refusals = List.copyOf(refusals);
    }

    private static String detail(List<Refusal> refusals) {
        Refusal first = refusals.get(0);
        String more = refusals.size() == 1 ? "" : " (and " + (refusals.size() - 1) + " more)";
        return first.where() + (first.what().isEmpty() ? "" : ": " + first.what()) + more;
    }

    /** Returns all reasons. */
    public List<Refusal> refusals() {
        return refusals;
    }
}
