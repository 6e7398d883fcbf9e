package org.qgate.extender.messenger.host;

import java.util.HashMap;
import java.util.Map;
import org.qgate.ext.time.Tasks;
import org.qgate.extender.messenger.mailbox.Boxes;
import org.qgate.extender.messenger.mailbox.Reply;
import org.qgate.extender.messenger.mailbox.Reply.Mail;
import org.qgate.extender.messenger.mailbox.Reply.Status;
import org.qgate.extender.messenger.mailbox.Request;
import org.qgate.extender.messenger.session.MalformedException;
import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.talk.Now;

/**
 * Serves others at the boxes of this node. Who fetches from an empty box may wait a little for something to come: no longer than
 * an update waits for calls in flight, and only a few at once, the others are answered at once. Thread-safe.
 */
public final class Counter {
    /** An update waits 1 s for calls in flight; half of it is for the rest of the call. */
    private static final int LONGEST_WAIT_MS = 400;

    private static final long STEP_MS = 40;
    /** Each takes a thread. */
    private static final int MOST_WAITING = 6;

    private final Boxes boxes;
    private final Now now;
    private final Tasks tasks;
    private final Runnable arrived;
    private final Map<Octets, Integer> waiting = new HashMap<>();
    private int seats = MOST_WAITING;

    /**
     * Serves boxes.
     *
     * @param arrived told after something was put into a box
     */
    public Counter(Boxes boxes, Now now, Tasks tasks, Runnable arrived) {
        this.boxes = boxes;
        this.now = now;
        this.tasks = tasks;
        this.arrived = arrived;
    }

    /** Serves one request, whatever it is. */
    public byte[] serve(byte[] bytes) throws InterruptedException {
        Request request;
        try {
            request = Request.decode(bytes);
        } catch (MalformedException malformed) {
            return new Reply(Status.MALFORMED, new byte[0]).encode();
        }
        Reply reply = boxes.serve(request, now.ms());
        if (request instanceof Request.Put && reply.status() == Status.DONE) {
            wake(request.box());
            arrived.run();
        } else if (request instanceof Request.Fetch fetch && empty(reply) && await(fetch)) {
            reply = boxes.serve(request, now.ms());
        }
        return reply.encode();
    }

    private static boolean empty(Reply reply) {
        return reply.status() == Status.DONE
                && Mail.decode(reply.body()).items().isEmpty();
    }

    /** Returns whether something came. */
    private boolean await(Request.Fetch fetch) throws InterruptedException {
        if (fetch.waitMs() == 0 || !sit(fetch.box())) {
            return false;
        }
        try {
            long end = now.ms() + Math.min(fetch.waitMs(), LONGEST_WAIT_MS);
            while (waits(fetch.box()) && now.ms() < end) {
                tasks.pause(STEP_MS);
            }
            return !waits(fetch.box());
        } finally {
            stand(fetch.box());
        }
    }

    private synchronized boolean sit(Octets box) {
        if (seats == 0) {
            return false;
        }
        seats--;
        waiting.merge(box, 1, Integer::sum);
        return true;
    }

    private synchronized boolean waits(Octets box) {
        return waiting.containsKey(box);
    }

    private synchronized void stand(Octets box) {
        waiting.computeIfPresent(box, (its, count) -> count > 1 ? count - 1 : null);
        seats++;
    }

    private synchronized void wake(Octets box) {
        waiting.remove(box);
    }
}
