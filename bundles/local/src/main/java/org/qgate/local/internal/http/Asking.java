package org.qgate.local.internal.http;

import java.util.Set;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.ErrorCode;
import org.qgate.api.error.LocalError;
import org.qgate.api.error.QGateException;
import org.qgate.api.local.HttpAnswer;
import org.qgate.api.local.HttpHandler;
import org.qgate.api.local.HttpRequest;

/** Asks whoever is in office, and who comes after them when they leave amid it. */
final class Asking {
    /** What is refused with these did not happen. */
    private static final Set<ErrorCode> LEAVING = Set.of(LocalError.NOT_READY, BaseError.SERVICE_ABSENT);

    private static final int MOST_ASKED = 4;

    private final long patienceMs;

    Asking(long patienceMs) {
        this.patienceMs = patienceMs;
    }

    HttpAnswer ask(Offices.Seat seat, HttpRequest request) {
        HttpHandler asked = seat.await(null, patienceMs)
                .orElseThrow(() -> new QGateException(
                        LocalError.NOT_READY,
                        "nobody answered within " + patienceMs + " ms; an update may be going on"));
        for (int turn = 1; ; turn++) {
            try {
                return asked.handle(request);
            } catch (QGateException refused) {
                if (!LEAVING.contains(refused.code()) || turn == MOST_ASKED) {
                    throw refused;
                }
                asked = seat.await(asked, patienceMs).orElseThrow(() -> refused);
            }
        }
    }
}
