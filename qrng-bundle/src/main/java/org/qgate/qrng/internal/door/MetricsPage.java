package org.qgate.qrng.internal.door;

import java.nio.charset.StandardCharsets;
import org.qgate.api.local.HttpAnswer;
import org.qgate.api.local.HttpHandler;
import org.qgate.api.local.HttpRequest;
import org.qgate.api.qrng.Qrng;

/** Answers {@code /metrics} with all numbers, in the Prometheus text format 0.0.4. Thread-safe. */
public final class MetricsPage implements HttpHandler {
    private final Qrng qrng;

    /** Makes it. */
    public MetricsPage(Qrng qrng) {
        this.qrng = qrng;
    }

    @Override
    public String path() {
        return "/metrics";
    }

    @Override
    public String scope() {
        return "metrics";
    }

    @Override
    public HttpAnswer handle(HttpRequest request) {
        if (!request.method().equals("GET")) {
            throw Refusals.bad(request.method() + ", allowed: GET");
        }
        if (!request.path().equals(path())) {
            throw Refusals.notFound(request.path());
        }
        String text = Refusals.ask(qrng::metrics);
        return HttpAnswer.of(200, "text/plain; version=0.0.4; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }
}
