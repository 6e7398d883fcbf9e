package org.qgate.kernel.internal.link;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.qgate.kernel.internal.Env;

/**
 * Bounds what all established links together receive ([RATE-1] to [RATE-5]). While the bucket has tokens and nobody
 * waits, links read as they like. A link that finds none is paused and waits its turn; turns are given in order, a
 * share of bytes each, as in deficit round robin (Shreedhar and Varghese 1995), so that neither long records nor full
 * buffers get more than others.
 */
final class Throttle {
    /** Least share of a turn: more than the longest record, so that each turn moves something. */
    private static final int SHARE = 17 * 1024;

    private final Env env;
    private final TokenBucket bucket = new TokenBucket();
    private final ArrayDeque<Turn> waiting = new ArrayDeque<>();
    private final List<Turn> lent = new ArrayList<>(); // given a share that may not be used up
    private boolean limited;
    private Env.Timer timer;

    Throttle(Env env) {
        this.env = env;
    }

    /** Takes another rate, also while links wait. */
    void configure(LinkRate rate) {
        bucket.configure(rate, env.clock().monoNs());
        limited = rate.limited();
        stop();
        if (limited) {
            arm();
            return;
        }
        lent.forEach(Turn::end);
        lent.clear();
        while (!waiting.isEmpty()) {
            wake(waiting.remove(), 0);
        }
    }

    /** Whether there is a limit: if not, nothing else need be asked or told. */
    boolean limited() {
        return limited;
    }

    /** Returns how many bytes a link may take of what it is offered; it may end the record that it is in. */
    int allowance(Turn turn) {
        long allowed = turn.credit();
        if (allowed <= 0) {
            allowed = waiting.isEmpty() ? bucket.level(env.clock().monoNs()) : 0;
        }
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, allowed));
    }

    /** A link took bytes. */
    void took(Turn turn, int bytes) {
        bucket.take(turn.take(bytes));
    }

    /** A link has more bytes than it may take: its port is paused until its turn. */
    void await(Turn turn) {
        env.ports().pause(turn.port());
        turn.await();
        waiting.add(turn);
        arm();
    }

    /** A link is over. */
    void gone(Turn turn) {
        if (turn.waiting()) {
            waiting.remove(turn);
        }
        if (lent.remove(turn)) {
            bucket.take(-turn.end());
        }
    }

    private void arm() {
        if (timer == null && !waiting.isEmpty()) {
            timer = env.after(bucket.waitMs(SHARE, env.clock().monoNs()), this::round);
        }
    }

    private void round() {
        timer = null;
        collect();
        long level = bucket.level(env.clock().monoNs());
        long share = Math.max(SHARE, level / Math.max(1, waiting.size()));
        while (level > 0 && !waiting.isEmpty()) {
            Turn next = waiting.remove();
            lent.add(next);
            long given = wake(next, share);
            bucket.take(given);
            level -= given;
        }
        arm();
    }

    /** Takes back what links did not need of their shares; those that were offered nothing yet keep theirs. */
    private void collect() {
        lent.removeIf(turn -> {
            if (turn.offered()) {
                bucket.take(-turn.end());
            }
            return turn.offered();
        });
    }

    private long wake(Turn turn, long share) {
        env.ports().resume(turn.port());
        return turn.begin(share);
    }

    private void stop() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    /** Exports what is in the bucket and stops for good; who waited is resumed by the new owner. */
    long freeze() {
        stop();
        lent.forEach(turn -> bucket.take(-turn.end()));
        return limited ? bucket.level(env.clock().monoNs()) : Long.MAX_VALUE;
    }

    /** Goes on with what an earlier owner left. */
    void thaw(long left) {
        bucket.restore(left);
    }
}
