package org.qgate.local.internal.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.LocalError;
import org.qgate.api.error.QGateException;
import org.qgate.api.local.HttpAnswer;
import org.qgate.api.local.HttpRequest;
import org.qgate.local.internal.http.Admissions.Admission;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers each request by whoever is in office for its path, once its host, token and scope were accepted, in this order:
 * who has no token learns nothing of paths. Keeps nothing of a request. Thread-safe.
 */
public final class Dispatcher {
    /** Requests that are answered at once. */
    public static final int MOST_AT_ONCE = 16;

    /** Bytes of a request's body. */
    static final int LONGEST_BODY = 64 << 10;

    private static final Logger LOG = LoggerFactory.getLogger("org.qgate.local");
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "DELETE");
    private static final int LONGEST_PIECE = 1 << 20;
    private static final int LONGEST_TOKEN = 128;
    private static final int LONGEST_ACCEPT = 256;
    private static final String BEARER = "Bearer ";
    /** Nothing that is answered here is a page, to be framed, kept or guessed at. */
    private static final Map<String, String> ALWAYS = Map.of(
            "Cache-Control", "no-store",
            "X-Content-Type-Options", "nosniff",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Referrer-Policy", "no-referrer");

    private final Offices offices;
    private final Admissions admissions;
    private final Asking asking;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final LongAdder requests = new LongAdder();
    private final LongAdder refused = new LongAdder();

    /** Makes one; how long a request waits for who answers it is 2 s. */
    public Dispatcher(Offices offices, Admissions admissions) {
        this(offices, admissions, 2_000);
    }

    Dispatcher(Offices offices, Admissions admissions, long patienceMs) {
        this.offices = offices;
        this.admissions = admissions;
        asking = new Asking(patienceMs);
    }

    /** Returns how many requests there were. */
    public long requests() {
        return requests.sum();
    }

    /** Returns how many of them were refused. */
    public long refused() {
        return refused.sum();
    }

    /**
     * Answers.
     *
     * @param own what a request may call this server: {@code 127.0.0.1:8443}, …
     */
    public void serve(Exchange exchange, Set<String> own) throws IOException {
        requests.increment();
        try {
            serveChecked(exchange, own);
        } catch (Refusal refusal) {
            refused.increment();
            refuse(exchange, refusal);
        }
    }

    private void serveChecked(Exchange exchange, Set<String> own) throws IOException, Refusal {
        Paths.checkHost(exchange.host(), own);
        Admission admission = admitted(exchange.authorization());
        if (!METHODS.contains(exchange.method())) {
            throw new Refusal(
                    405,
                    LocalError.BAD_REQUEST,
                    LocalError.BAD_REQUEST.id() + " a method is GET, HEAD, POST or DELETE",
                    Map.of("Allow", "GET, HEAD, POST, DELETE"));
        }
        String path = Paths.path(exchange.path());
        Offices.Seat seat = offices.of(path)
                .orElseThrow(() -> new Refusal(404, LocalError.NOT_FOUND, "nobody answers this path here"));
        checkScope(admission, seat);
        Map<String, String> query = Paths.query(exchange.query());
        if (!places.tryAcquire()) {
            throw new Refusal(
                    503,
                    BaseError.WORKERS_BUSY,
                    BaseError.WORKERS_BUSY.id() + " at most " + MOST_AT_ONCE + " requests at once",
                    Map.of("Retry-After", "1"));
        }
        try {
            answer(exchange, seat, admission, request(exchange, admission, path, query));
        } finally {
            places.release();
        }
    }

    private Admission admitted(String authorization) throws Refusal {
        if (authorization == null
                || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                || authorization.length() > BEARER.length() + LONGEST_TOKEN) {
            throw unauthorised();
        }
        try {
            return admissions
                    .admit(authorization.substring(BEARER.length()).strip())
                    .orElseThrow(Dispatcher::unauthorised);
        } catch (QGateException notNow) {
            throw Refusal.of(notNow);
        }
    }

    /** All that is wrong with a token looks alike. */
    private static Refusal unauthorised() {
        return new Refusal(
                401,
                LocalError.UNAUTHORISED,
                LocalError.UNAUTHORISED.id() + " a request needs a token: Authorization: Bearer TOKEN",
                Map.of("WWW-Authenticate", "Bearer"));
    }

    private static void checkScope(Admission admission, Offices.Seat seat) throws Refusal {
        if (!admission.scopes().contains(seat.scope())) {
            throw new Refusal(403, LocalError.UNAUTHORISED, "this path needs a token of the scope " + seat.scope());
        }
    }

    private static HttpRequest request(Exchange exchange, Admission admission, String path, Map<String, String> query)
            throws IOException, Refusal {
        String method = exchange.method().equals("HEAD") ? "GET" : exchange.method();
        String accept = exchange.accept() == null ? "" : exchange.accept();
        String bounded = accept.length() > LONGEST_ACCEPT ? "" : accept;
        return new HttpRequest(
                method, path, query, admission.user(), bounded, body(exchange, method), Optional.empty());
    }

    private static byte[] body(Exchange exchange, String method) throws IOException, Refusal {
        if (exchange.bodyBytes() > LONGEST_BODY) {
            throw tooLong();
        }
        if (!method.equals("POST")) {
            if (exchange.bodyBytes() > 0) {
                throw new Refusal(400, LocalError.BAD_REQUEST, "only POST has a body");
            }
            return new byte[0];
        }
        byte[] body = exchange.body(LONGEST_BODY);
        if (body.length > LONGEST_BODY) {
            throw tooLong();
        }
        return body;
    }

    private static Refusal tooLong() {
        return new Refusal(413, LocalError.BAD_REQUEST, "a body has at most " + LONGEST_BODY + " bytes");
    }

    private void answer(Exchange exchange, Offices.Seat seat, Admission admission, HttpRequest request)
            throws IOException, Refusal {
        HttpAnswer first = asked(seat, request);
        boolean whole = first.more().isEmpty();
        exchange.begin(
                first.status(), first.type(), with(first.headers()), whole ? first.body().length : first.totalBytes());
        if (exchange.method().equals("HEAD")) {
            exchange.write(new byte[0], true);
            return;
        }
        exchange.write(first.body(), whole);
        if (!whole) {
            goOn(exchange, seat, admission, request, first);
        }
    }

    private static HttpAnswer asked(Offices.Seat seat, HttpRequest request, Asking asking) throws Refusal {
        try {
            return bounded(asking.ask(seat, request));
        } catch (QGateException known) {
            throw Refusal.of(known);
        } catch (RuntimeException failed) {
            LOG.warn("The answerer of {} failed", request.path(), failed);
            throw new Refusal(500, LocalError.FAILED, "the answer could not be made");
        }
    }

    private HttpAnswer asked(Offices.Seat seat, HttpRequest request) throws Refusal {
        return asked(seat, request, asking);
    }

    private static HttpAnswer bounded(HttpAnswer answer) {
        if (answer.status() < 200 || answer.status() > 599 || answer.body().length > LONGEST_PIECE) {
            throw new IllegalArgumentException(
                    "an answer of status " + answer.status() + " with a piece of " + answer.body().length + " bytes");
        }
        return answer;
    }

    /** Once an answer has begun there is no other way to say that it failed than to cut it off. */
    private void goOn(Exchange exchange, Offices.Seat seat, Admission admission, HttpRequest request, HttpAnswer first)
            throws IOException {
        long sent = first.body().length;
        Optional<String> more = first.more();
        try {
            while (more.isPresent()) {
                if (!admission.stands()) {
                    throw unauthorised();
                }
                checkScope(admission, seat);
                HttpAnswer piece = asked(seat, next(request, more));
                more = piece.more();
                sent += piece.body().length;
                if (first.totalBytes() >= 0
                        && (more.isEmpty() ? sent != first.totalBytes() : sent > first.totalBytes())) {
                    throw new Refusal(500, LocalError.FAILED, "the pieces have " + sent + " bytes");
                }
                exchange.write(piece.body(), more.isEmpty());
            }
        } catch (Refusal broken) {
            refused.increment();
            LOG.info("An answer of {} broke off after {} bytes: {}", request.path(), sent, broken.getMessage());
            exchange.cut();
        }
    }

    private static HttpRequest next(HttpRequest request, Optional<String> more) {
        return new HttpRequest(
                request.method(),
                request.path(),
                request.query(),
                request.user(),
                request.accept(),
                request.body(),
                more);
    }

    private static Map<String, String> with(Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>(ALWAYS);
        all.putAll(headers);
        return all;
    }

    private static void refuse(Exchange exchange, Refusal refusal) throws IOException {
        byte[] body = refusal.json().getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = with(refusal.headers());
        // What is left of an unread body would be taken for the next request.
        if (List.of(400, 413, 421).contains(refusal.status())) {
            headers.put("Connection", "close");
        }
        exchange.begin(refusal.status(), "application/json", headers, body.length);
        exchange.write(exchange.method().equals("HEAD") ? new byte[0] : body, true);
    }

    /** Returns what a web server says of a request that never got here. */
    public static byte[] unreadable(int status) {
        String message = LocalError.BAD_REQUEST.id() + " the request cannot be read (" + status + ")";
        return Refusal.json(LocalError.BAD_REQUEST, message).getBytes(StandardCharsets.UTF_8);
    }
}
