package org.qgate.local.internal.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.qgate.api.error.ErrorCode;
import org.qgate.api.error.LocalError;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.Retry;
import org.qgate.common.json.Json;

/** Why a request is not answered as asked, as an answer: status, code, what was wrong, what to do. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient ErrorCode code;
    private final transient Map<String, String> headers;

    Refusal(int status, ErrorCode code, String detail) {
        this(status, code, code.id() + " " + detail, Map.of());
    }

    Refusal(int status, ErrorCode code, String message, Map<String, String> headers) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.headers = headers;
    }

    /** What a handler refused, with the status that fits what trying again can do. */
    static Refusal of(QGateException refused) {
        Retry retry = refused.code().retry();
        int status =
                switch (retry) {
                    case MAY_HELP -> 503;
                    case REFUSED, NEEDS_CONSENT -> 403;
                    case WILL_NOT_HELP, USAGE -> refused.code() == LocalError.NOT_FOUND ? 404 : 400;
                };
        Map<String, String> headers = retry == Retry.MAY_HELP ? Map.of("Retry-After", "1") : Map.of();
        return new Refusal(status, refused.code(), refused.getMessage(), headers);
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    String json() {
        return json(code, getMessage());
    }

    static String json(ErrorCode code, String message) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("code", code.id());
        said.put("message", message);
        said.put("advice", code.advice());
        return Json.write(said) + "\n";
    }
}
