package org.qgate.local.internal.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.qgate.api.error.LocalError;
import org.qgate.api.error.QGateException;
import org.qgate.api.local.HttpHandler;

/**
 * Who answers which path. A path that had an answerer once stays known while there is none, so that whoever asks waits for the
 * next one instead of hearing that there is no such path. Thread-safe.
 */
public final class Offices {
    /** So many paths are known at most. */
    static final int MOST = 64;

    private final Map<String, Seat> seats = new TreeMap<>();

    /** A path and who answers it, the newest last. */
    final class Seat {
        private final String path;
        private final Deque<HttpHandler> handlers = new ArrayDeque<>();
        private String scope;

        private Seat(String path, String scope) {
            this.path = path;
            this.scope = scope;
        }

        String scope() {
            synchronized (Offices.this) {
                return scope;
            }
        }

        /**
         * Waits for somebody.
         *
         * @param not who was asked already; null for nobody
         */
        Optional<HttpHandler> await(HttpHandler not, long atMostMs) {
            synchronized (Offices.this) {
                long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(atMostMs);
                HttpHandler found = handlers.peekLast();
                while (found == null || found == not) {
                    long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
                    if (left <= 0) {
                        return Optional.empty();
                    }
                    sleep(left);
                    found = handlers.peekLast();
                }
                return Optional.of(found);
            }
        }

        private void sleep(long ms) {
            try {
                Offices.this.wait(ms);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new QGateException(LocalError.NOT_READY, "the node stops");
            }
        }
    }

    /**
     * Somebody answers a path from now on.
     *
     * @return whether that path is new here
     * @throws IllegalArgumentException when it is no path, or there are too many
     */
    public boolean enter(HttpHandler handler) {
        String path = handler.path();
        String scope = handler.scope();
        if (!Paths.isPath(path)) {
            throw new IllegalArgumentException("not a path of a handler: " + path);
        }
        synchronized (this) {
            boolean fresh = know(path, scope);
            Seat seat = seats.get(path);
            seat.scope = scope;
            seat.handlers.add(handler);
            notifyAll();
            return fresh;
        }
    }

    /** Somebody answers no longer. */
    public synchronized void leave(HttpHandler handler) {
        seats.values().forEach(seat -> seat.handlers.removeIf(each -> each == handler));
    }

    /** Knows a path of an earlier day. */
    public synchronized void expect(String path, String scope) {
        if (Paths.isPath(path)) {
            know(path, scope);
        }
    }

    private boolean know(String path, String scope) {
        if (seats.containsKey(path)) {
            return false;
        }
        if (seats.size() >= MOST) {
            throw new IllegalArgumentException("more than " + MOST + " paths");
        }
        seats.put(path, new Seat(path, scope));
        return true;
    }

    /** Returns each known path with its scope. */
    public synchronized Map<String, String> known() {
        Map<String, String> known = new TreeMap<>();
        seats.forEach((path, seat) -> known.put(path, seat.scope));
        return known;
    }

    /** Returns the seat of the longest known path that covers this one. */
    synchronized Optional<Seat> of(String path) {
        return seats.values().stream()
                .filter(seat -> path.equals(seat.path) || path.startsWith(seat.path + "/"))
                .reduce((one, other) -> other.path.length() > one.path.length() ? other : one);
    }
}
