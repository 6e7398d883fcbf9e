package org.qgate.qrng.internal.door;

import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.qgate.api.local.HttpAnswer;
import org.qgate.api.local.HttpHandler;
import org.qgate.api.local.HttpRequest;
import org.qgate.api.qrng.Qrng;
import org.qgate.api.qrng.QuantumPool;

/** Answers below {@code /v1/random}: bytes, status, blocks. Thread-safe. */
public final class RandomPages implements HttpHandler {
    private static final String PATH = "/v1/random";

    private final BytesPage bytes;
    private final StatusPage status;
    private final BlocksPage blocks;

    /**
     * Makes them.
     *
     * @param degradedAllowed whether programs may ask for degraded bytes now
     */
    public RandomPages(Qrng qrng, QuantumPool pool, BooleanSupplier degradedAllowed) {
        bytes = new BytesPage(pool, degradedAllowed);
        status = new StatusPage(qrng);
        blocks = new BlocksPage(qrng);
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public String scope() {
        return "random";
    }

    @Override
    public HttpAnswer handle(HttpRequest request) {
        if (!request.method().equals("GET")) {
            throw Refusals.bad(request.method() + ", allowed: GET");
        }
        List<String> below = Arrays.stream(
                        request.path().substring(PATH.length()).split("/"))
                .filter(part -> !part.isEmpty())
                .toList();
        return Refusals.ask(() -> page(below, request));
    }

    private HttpAnswer page(List<String> below, HttpRequest request) {
        String first = below.isEmpty() ? "" : below.get(0);
        if (below.size() == 1 && first.equals("bytes")) {
            return bytes.answer(request);
        }
        if (below.size() == 1 && first.equals("status")) {
            return status.answer();
        }
        if (first.equals("blocks")) {
            return blocks.answer(below.subList(1, below.size()), request);
        }
        throw Refusals.notFound(
                request.path() + ", there are " + PATH + "/bytes, " + PATH + "/status and " + PATH + "/blocks");
    }
}
