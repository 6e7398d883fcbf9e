package org.qgate.api.local;

import org.qgate.api.error.QGateException;

/**
 * Answers requests below one path. Found as a service; when its bundle is replaced, requests wait for the next one, at most
 * 2 s. Keeps nothing between two calls: a long answer is made piece by piece, each by whoever is in office then. Thread-safe.
 */
public interface HttpHandler {
    /** Returns the path, such as {@code /v1/random}: it answers this path and what is below it. */
    String path();

    /** Returns which scope a token must have, such as {@code random}. */
    String scope();

    /**
     * Answers. Blocking, at most 30 s.
     *
     * @throws QGateException QG-LOC-0006 or QG-BAS-0007 when it is leaving office or cannot answer now: nothing happened, and
     *     whoever comes into office for this path within 2 s is asked the same. Otherwise it becomes an answer with its
     *     code, and the status that fits what trying again can do
     */
    HttpAnswer handle(HttpRequest request);
}
