package org.qgate.kernel.internal.link;

import java.util.Map;
import org.qgate.kernel.internal.Env;

/**
 * Padding on silent links ([PAD-3], after Tor's padding-spec, "connection-level padding"), round trip measurement, and
 * the end of links that are dead or needless.
 */
final class KeepAlive {
    /** What a padding end's longest silence may grow by on its way. */
    private static final long ON_THE_WAY_MS = 1_000;

    /** Two looks farther apart, and this node itself did not run: what came meanwhile was not read yet. */
    private static final long ASLEEP_NS = 3_000_000_000L;

    private final Env env;
    private final TcpLink link;
    private final LinkEvents events;
    private final LinkTiming timing;
    private Env.Timer padding;
    private long silenceMs;
    private long thawedPaddingMs = -1;
    private long heardNs;
    private long usedNs;
    private long pingAtNs;
    private long pingSentNs;
    private long token;
    private boolean waiting;
    private long checkedNs;
    private boolean asked;
    private long askedNs;
    private long rttMicros;

    KeepAlive(Env env, TcpLink link, LinkEvents events, LinkTiming timing) {
        this.env = env;
        this.link = link;
        this.events = events;
        this.timing = timing;
        long nowNs = env.clock().monoNs();
        heardNs = nowNs;
        usedNs = nowNs;
        checkedNs = nowNs;
        pingAtNs = nowNs + jittered(timing.pingMs()) * 1_000_000 / 2;
    }

    void start() {
        if (timing.padding()) {
            drawSilence();
            startPadding(silenceMs);
        }
    }

    void stop() {
        if (padding != null) {
            padding.cancel();
            padding = null;
        }
    }

    private void drawSilence() {
        int span = (int) (timing.paddingMaxMs() - timing.paddingMinMs()) + 1;
        silenceMs = timing.paddingMinMs() + env.crypto().random().below(span);
    }

    private void startPadding(long delayMs) {
        padding = env.after(delayMs, this::paddingDue);
    }

    private void paddingDue() {
        if (!link.isOpen() || link.isFrozen()) {
            return;
        }
        long silentMs = (env.clock().monoNs() - link.out().lastSentNs()) / 1_000_000;
        if (silentMs < silenceMs) {
            startPadding(silenceMs - silentMs);
            return;
        }
        if (link.out().writable()) { // otherwise bytes are leaving: the link is not silent
            link.out().padding(RecordSizes.of(env.crypto().random().below(RecordSizes.PADDING_CLASSES)));
        }
        drawSilence();
        startPadding(silenceMs);
    }

    /** Called about every second. */
    void check(long nowNs, boolean heard, boolean used) {
        if (heard || nowNs - checkedNs > ASLEEP_NS) {
            heardNs = nowNs;
            asked = false;
        }
        checkedNs = nowNs;
        usedNs = used ? nowNs : usedNs;
        boolean silent = nowNs - heardNs >= longestSilenceMs() * 1_000_000;
        if (silent && asked && nowNs - askedNs >= timing.deadMs() * 1_000_000) {
            link.broken(LinkClose.TIMEOUT);
        } else if (nowNs - usedNs > timing.idleMs() * 1_000_000) {
            idle(nowNs);
        } else if (nowNs >= pingAtNs || silent && !asked) {
            ping(nowNs);
        }
    }

    /** An end that pads is never silent for longer; one that does not has to answer. */
    private long longestSilenceMs() {
        return Math.min(timing.paddingMaxMs() + ON_THE_WAY_MS, timing.pingMs());
    }

    /** Somebody waits in vain for something from this link: asks at once whether it lives. */
    void doubted() {
        if (!asked) {
            ping(env.clock().monoNs());
        }
    }

    boolean isDoubted() {
        return asked;
    }

    private void idle(long nowNs) {
        if (events.needed(link)) {
            usedNs = nowNs; // ask again after the same time
        } else {
            link.close(LinkClose.IDLE);
        }
    }

    private void ping(long nowNs) {
        token = number();
        pingSentNs = nowNs;
        waiting = true;
        askedNs = asked ? askedNs : nowNs;
        asked = true;
        pingAtNs = nowNs + jittered(timing.pingMs()) * 1_000_000;
        link.out().ping(Frame.PING, token);
    }

    /** An answer came; a stale or invented one is ignored. */
    void pong(long answered) {
        if (waiting && answered == token) {
            waiting = false;
            rttMicros = Math.max(1, (env.clock().monoNs() - pingSentNs) / 1_000);
        }
    }

    long rttMicros() {
        return rttMicros;
    }

    /** Three quarters to five quarters: so that pings are no clock. */
    private long jittered(long ms) {
        return ms * 3 / 4 + env.crypto().random().below((int) (ms / 2) + 1);
    }

    private long number() {
        long number = 0;
        for (byte next : env.crypto().random().bytes(8)) {
            number = number << 8 | next & 255;
        }
        return number;
    }

    void freeze(Map<String, Object> into, long nowNs) {
        into.put("paddingInMs", padding == null ? -1L : padding.remainingMs());
        into.put("paddingSilenceMs", silenceMs);
        into.put("heardBeforeMs", (nowNs - heardNs) / 1_000_000);
        into.put("usedBeforeMs", (nowNs - usedNs) / 1_000_000);
        into.put("pingInMs", Math.max(0, (pingAtNs - nowNs) / 1_000_000));
        into.put("rttMicros", rttMicros);
        stop();
    }

    void thaw(FrozenMap from, long nowNs) {
        silenceMs = from.number("paddingSilenceMs");
        heardNs = nowNs - from.number("heardBeforeMs") * 1_000_000;
        checkedNs = nowNs;
        usedNs = nowNs - from.number("usedBeforeMs") * 1_000_000;
        pingAtNs = nowNs + from.number("pingInMs") * 1_000_000;
        rttMicros = from.number("rttMicros");
        thawedPaddingMs = from.number("paddingInMs");
    }

    /** Goes on after a hand-over. */
    void resume() {
        if (thawedPaddingMs >= 0) {
            startPadding(thawedPaddingMs);
            thawedPaddingMs = -1;
        }
    }
}
