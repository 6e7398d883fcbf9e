package org.qgate.gate.internal.facade;

import org.qgate.api.error.BaseError;
import org.qgate.api.error.CryptoError;
import org.qgate.api.error.ErrorCode;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.StoreError;
import org.qgate.ext.RefusedException;
import org.qgate.ext.RefusedException.Reason;

/** Says to an extender what failed in the node: the kind and the catalogue's sentence, no value, no cause. */
final class Refused {
    private Refused() {}

    static RefusedException of(QGateException failed) {
        ErrorCode code = failed.code();
        return new RefusedException(reason(code), code.id() + " " + code.meaning());
    }

    static RefusedException invalid(String what) {
        return new RefusedException(Reason.INVALID, what);
    }

    private static Reason reason(ErrorCode code) {
        if (code instanceof ExtenderError extender) {
            return reason(extender);
        }
        if (code instanceof StoreError store) {
            return reason(store);
        }
        if (code == CryptoError.AUTHENTICATION || code == CryptoError.MALFORMED) {
            return Reason.INVALID;
        }
        return code == BaseError.WORKERS_BUSY ? Reason.LIMIT : Reason.UNAVAILABLE;
    }

    private static Reason reason(ExtenderError code) {
        return switch (code) {
            case NOT_SERVED -> Reason.NOT_FOUND;
            case TIMEOUT -> Reason.TIMEOUT;
            case LIMIT -> Reason.LIMIT;
            case SERVER_FAILED -> Reason.FAILED;
            case STREAM_CLOSED -> Reason.CLOSED;
            case PROTOCOL_NAME, CALL_TOO_LARGE -> Reason.INVALID;
            default -> Reason.UNAVAILABLE;
        };
    }

    private static Reason reason(StoreError code) {
        return switch (code) {
            case QUOTA, INDEX_FULL -> Reason.LIMIT;
            case TOO_LARGE, NO_COUNTER -> Reason.INVALID;
            default -> Reason.UNAVAILABLE;
        };
    }
}
