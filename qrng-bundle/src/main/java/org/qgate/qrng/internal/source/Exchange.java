package org.qgate.qrng.internal.source;

import java.io.Closeable;
import java.io.IOException;
import org.qgate.api.base.Clock;

/**
 * Requests to an appliance, one after the other over a connection that is kept and, when the appliance ended it in between,
 * made anew. For one thread, except {@link #close}, which ends what waits.
 */
final class Exchange implements Closeable {
    private final ApplianceAddress address;
    private final Clock clock;
    private volatile Connection current;
    private volatile boolean closed;

    Exchange(ApplianceAddress address, Clock clock) {
        this.address = address;
        this.clock = clock;
    }

    /**
     * Asks and reads the answer whole.
     *
     * @param path with query
     * @param atMost bytes of the answer
     * @param withinMs for everything
     */
    HttpAnswer get(String path, int atMost, long withinMs) throws IOException {
        Deadline deadline = Deadline.in(withinMs, clock);
        Connection kept = current;
        if (kept != null) {
            try {
                return ask(kept, path, atMost, deadline);
            } catch (NotAnsweredException ended) {
                if (closed) {
                    throw ended;
                }
            }
        }
        return ask(connect(deadline), path, atMost, deadline);
    }

    private Connection connect(Deadline deadline) throws IOException {
        Connection fresh = new Connection(address);
        current = fresh;
        if (closed) { // by another thread, which may have seen the connection before
            fresh.close();
        }
        fresh.open(deadline);
        return fresh;
    }

    private HttpAnswer ask(Connection connection, String path, int atMost, Deadline deadline) throws IOException {
        boolean keep = false;
        try {
            HttpAnswer answer = connection.ask(path, atMost, deadline);
            keep = answer.keep();
            return answer;
        } finally {
            if (!keep) {
                current = null;
                connection.close();
            }
        }
    }

    /** Ends what waits now; the next request makes a new connection. */
    void drop() throws IOException {
        Connection open = current;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        drop();
    }
}
