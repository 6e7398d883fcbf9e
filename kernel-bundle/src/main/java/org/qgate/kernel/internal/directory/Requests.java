package org.qgate.kernel.internal.directory;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.qgate.common.wire.WireException;
import org.qgate.kernel.internal.Env;
import org.qgate.kernel.internal.link.ControlType;
import org.qgate.kernel.internal.link.Link;

/** Requests of this node under way and the pieces of their answers, bounded per link and in total. Event loop only. */
final class Requests {
    /** Most bytes of answers under way on all links. */
    static final long MAX_BYTES = 64L << 20;

    private static final int PARALLEL = 4;
    private static final long SILENCE_MS = 30_000;

    private final Scope scope;
    private final Map<Integer, Pending> pending = new HashMap<>();
    private int last;
    private long bytes;

    Requests(Scope scope) {
        this.scope = scope;
    }

    /** How a request ended: a status with the document, or null when the link went or fell silent. */
    record Outcome(Messages.Status status, byte[] document) {}

    private final class Pending {
        final Link link;
        final int atMost;
        final Consumer<Outcome> done;
        final ByteArrayOutputStream document = new ByteArrayOutputStream();
        int total = -1;
        Env.Timer timer;

        Pending(Link link, int atMost, Consumer<Outcome> done) {
            this.link = link;
            this.atMost = atMost;
            this.done = done;
        }
    }

    /** Whether another request may be sent on a link. */
    boolean room(Link link) {
        return pending.values().stream().filter(one -> one.link == link).count() < PARALLEL;
    }

    /**
     * Sends a request.
     *
     * @param atMost bytes of the answer
     * @param done called exactly once, never during this call
     */
    void send(Link link, Messages.Wanted wanted, int atMost, Consumer<Outcome> done) {
        int request = ++last;
        Pending one = new Pending(link, atMost, done);
        pending.put(request, one);
        one.timer = scope.after(SILENCE_MS, () -> end(request, null));
        link.control(ControlType.DIR_GET, Messages.encode(new Messages.Get(request, wanted)));
    }

    /**
     * A piece arrived.
     *
     * @throws WireException when it does not follow the last one or exceeds what was asked for
     */
    void received(Link link, Messages.Data data) {
        Pending one = pending.get(data.request());
        if (one == null || one.link != link) {
            return; // late: the request was given up
        }
        if (one.total < 0) {
            begin(one, data);
        }
        if (data.total() != one.total || data.offset() != one.document.size()) {
            throw new WireException("DIR_DATA out of order");
        }
        if (data.piece().length == 0 && data.total() > 0) {
            throw new WireException("DIR_DATA without progress");
        }
        if (bytes + data.piece().length > MAX_BYTES) {
            end(data.request(), null);
            return;
        }
        bytes += data.piece().length;
        one.document.writeBytes(data.piece());
        if (one.document.size() == one.total) {
            end(data.request(), new Outcome(data.status(), one.document.toByteArray()));
        } else {
            one.timer.cancel();
            one.timer = scope.after(SILENCE_MS, () -> end(data.request(), null));
        }
    }

    private void begin(Pending one, Messages.Data data) {
        if (data.total() > one.atMost || (data.status() == Messages.Status.OK) != (data.total() > 0)) {
            throw new WireException("DIR_DATA of " + data.total() + " bytes, at most " + one.atMost);
        }
        one.total = data.total();
    }

    private void end(int request, Outcome outcome) {
        Pending one = pending.remove(request);
        if (one != null) {
            bytes -= one.document.size();
            one.timer.cancel();
            one.done.accept(outcome);
        }
    }

    /** Returns the number of the last request, for hand-over. */
    int last() {
        return last;
    }

    /** Goes on numbering where another instance stopped: what it asked for may still be answered. */
    void last(int before) {
        last = before;
    }

    void down(Link link) {
        List<Integer> lost = new ArrayList<>();
        pending.forEach((request, one) -> {
            if (one.link == link) {
                lost.add(request);
            }
        });
        lost.forEach(request -> end(request, null));
    }
}
