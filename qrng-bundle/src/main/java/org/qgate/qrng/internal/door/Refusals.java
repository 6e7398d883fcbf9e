package org.qgate.qrng.internal.door;

import java.util.function.Supplier;
import org.qgate.api.error.LocalError;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;

/** Refusals as whoever dispatches requests wants them. */
final class Refusals {
    private Refusals() {}

    /** Asks; who is leaving office says so in a way that lets the next one be asked the same. */
    static <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (QGateException refused) {
            throw refused.code() == QrngError.NOT_READY
                    ? new QGateException(LocalError.NOT_READY, refused.getMessage(), refused)
                    : refused;
        }
    }

    static QGateException bad(String why) {
        return new QGateException(LocalError.BAD_REQUEST, why);
    }

    static QGateException notFound(String path) {
        return new QGateException(LocalError.NOT_FOUND, path);
    }
}
