package org.qgate.qrng.internal.door;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;
import org.qgate.api.local.HttpAnswer;
import org.qgate.api.local.HttpRequest;
import org.qgate.api.qrng.Portion;
import org.qgate.api.qrng.QuantumPool;

/**
 * Gives random bytes to programs. Healthy ones only, unless a program asks for degraded ones: then an answer has one piece,
 * so that its head says exactly what it holds. The head of a long answer says what its first piece is, and later pieces
 * hold to it or the answer breaks off. Thread-safe.
 */
final class BytesPage {
    /** Most bytes of one answer. */
    static final long MOST = 1L << 30;

    private static final long PATIENCE_MS = 20_000;
    private static final long DEFAULT_COUNT = 32;
    private static final String QUANTUM = "quantum";
    private static final String ANY = "any";

    private final QuantumPool pool;
    private final BooleanSupplier degradedAllowed;

    /**
     * Makes one.
     *
     * @param degradedAllowed whether programs may ask for degraded bytes now
     */
    BytesPage(QuantumPool pool, BooleanSupplier degradedAllowed) {
        this.pool = pool;
        this.degradedAllowed = degradedAllowed;
    }

    /** A question as a program wrote it. */
    private record Wish(long count, Format format, boolean degraded) {}

    HttpAnswer answer(HttpRequest request) {
        Wish wish = wish(request.query());
        return request.more().isEmpty() ? first(request, wish) : next(request, wish);
    }

    private Wish wish(Map<String, String> query) {
        long count = number(query);
        Format format = Format.of(query.getOrDefault("format", "raw"));
        boolean degraded = flag(query.getOrDefault("degraded", "false"));
        if (degraded && !degradedAllowed.getAsBoolean()) {
            throw Refusals.bad("degraded = true, but http_degraded is false in etc/org.qgate.qrng.cfg");
        }
        if (degraded && count > format.piece()) {
            throw Refusals.bad("count = " + count + ", but at most " + format.piece() + " with degraded = true and this"
                    + " format, so that the head of the answer can say what it holds");
        }
        return new Wish(count, format, degraded);
    }

    private static long number(Map<String, String> query) {
        String text = query.getOrDefault("count", Long.toString(DEFAULT_COUNT));
        long count = text.matches("[0-9]{1,12}") ? Long.parseLong(text) : 0;
        if (count < 1 || count > MOST) {
            throw Refusals.bad("count is 1 to " + MOST + ", not '" + text + "'");
        }
        return count;
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Refusals.bad("degraded is true or false, not '" + text + "'");
        };
    }

    private HttpAnswer first(HttpRequest request, Wish wish) {
        Portion portion = take(request, wish, wish.count());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-QGate-Quantum", Boolean.toString(portion.quantum()));
        headers.put("X-QGate-Degraded", Boolean.toString(portion.degraded()));
        boolean whole = portion.bytes().length == wish.count();
        headers.put("X-QGate-Provenance", whole ? provenances(portion) : portion.quantum() ? QUANTUM : "mixed");
        return piece(portion, wish, headers, wish.count(), portion.quantum() ? QUANTUM : ANY);
    }

    private static String provenances(Portion portion) {
        return portion.labels().stream()
                .map(each -> each.label().provenance().name())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** What is asked next is how many bytes are left, and what the head promised of them. */
    private HttpAnswer next(HttpRequest request, Wish wish) {
        String[] asked = request.more().orElseThrow().split(" ");
        Portion portion = take(request, wish, Long.parseLong(asked[0]));
        if (asked[1].equals(QUANTUM) && !portion.quantum()) {
            Arrays.fill(portion.bytes(), (byte) 0);
            throw new QGateException(
                    QrngError.EMPTY, "the head of the answer says quantum, and only other bytes are left");
        }
        return piece(portion, wish, Map.of(), Long.parseLong(asked[0]), asked[1]);
    }

    private Portion take(HttpRequest request, Wish wish, long left) {
        int count = (int) Math.min(left, wish.format().piece());
        return Refusals.ask(() -> pool.take("http:" + request.user(), count, wish.degraded(), PATIENCE_MS));
    }

    private static HttpAnswer piece(
            Portion portion, Wish wish, Map<String, String> headers, long left, String promised) {
        long after = left - portion.bytes().length;
        Format format = wish.format();
        byte[] body = format.write(portion);
        if (body != portion.bytes()) {
            Arrays.fill(portion.bytes(), (byte) 0);
        }
        return new HttpAnswer(
                200,
                format.type(),
                headers,
                format.length(wish.count()),
                body,
                after == 0 ? Optional.empty() : Optional.of(after + " " + promised));
    }
}
