package org.qgate.kernel.internal.directory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.qgate.api.crypto.Crypto;
import org.qgate.kernel.internal.Counter;
import org.qgate.kernel.internal.link.Link;

/**
 * Gets the snapshot and all its descriptors: the whole set, or the difference to what is here, never a relay of
 * interest ([DIR-7]). Event loop only.
 */
final class Acquisition {
    private static final int PARALLEL = 4;
    private static final long HURRY_AGAIN_MS = 60_000;
    private static final int ENTRY_BYTES = DescriptorCodec.MAX_BYTES + 4;

    private final Scope scope;
    private final CommonView common;
    private final DescriptorStore store;
    private final Sources sources;
    private final Requests requests;
    private final Verification verification;
    private final ArrayDeque<Messages.Wanted> jobs = new ArrayDeque<>();
    private Source serving;
    private SnapshotCheck.Verified fetching;
    private int running;
    private boolean clean;
    private long refreshAtMs;
    private long hurriedMs;
    private String lastRefusal = "";

    Acquisition(Scope scope, CommonView common, DescriptorStore store, Sources sources, Requests requests) {
        this.scope = scope;
        this.common = common;
        this.store = store;
        this.sources = sources;
        this.requests = requests;
        this.verification = new Verification(scope);
    }

    /** Returns why the last document was refused, or an empty text. */
    String lastRefusal() {
        return lastRefusal;
    }

    /** When to ask for the next snapshot; set at each adoption. */
    void refreshAt(long wallMs) {
        refreshAtMs = wallMs;
    }

    boolean needsSnapshot() {
        return !common.hasPending() && (common.current() == null || scope.wallMs() >= refreshAtMs);
    }

    boolean busy() {
        return serving != null || sources.asking();
    }

    /** Asks for what is lacking where nothing is under way. */
    void tick() {
        sources.promising(common.newestMs()).stream().findFirst().ifPresent(this::askSnapshot);
        if (needsSnapshot()) {
            sources.toAsk(common.current() != null).forEach(this::askSnapshot);
        }
        if (serving == null && !common.missing().isEmpty()) {
            sources.toAsk(!common.hasPending()).stream().findFirst().ifPresent(this::fetchMissing);
        }
    }

    /** Somebody who cannot be asked here has a later snapshot: asks those who can be, now and then. */
    void hurry() {
        long nowMs = scope.wallMs();
        if (nowMs - hurriedMs >= HURRY_AGAIN_MS) {
            hurriedMs = nowMs;
            refreshAtMs = Math.min(refreshAtMs, nowMs);
            tick();
        }
    }

    /** A linked relay says that it has a snapshot. */
    void noticed(Link link, Messages.Notice notice) {
        boolean other = common.wanted() != null
                && notice.validAfterMs() == common.newestMs()
                && !notice.digest().equals(common.wanted().digest());
        if (other && common.disagreement().isEmpty()) {
            sources.of(link)
                    .filter(source -> source.ready(scope.wallMs()))
                    .ifPresent(source -> askSnapshot(source, notice.validAfterMs() - 1));
        }
        if (notice.validAfterMs() > common.newestMs()) {
            sources.of(link).ifPresent(source -> source.promises(notice.validAfterMs(), scope.monoNs()));
            tick();
        }
    }

    private void askSnapshot(Source source) {
        askSnapshot(source, common.newestMs());
    }

    private void askSnapshot(Source source, long laterThanMs) {
        if (!requests.room(source.link())) {
            return;
        }
        source.asking(true);
        Messages.NewerSnapshot wanted = new Messages.NewerSnapshot(laterThanMs);
        requests.send(source.link(), wanted, SnapshotCodec.MAX_BYTES, outcome -> gotSnapshot(source, outcome));
    }

    private void gotSnapshot(Source source, Requests.Outcome outcome) {
        if (outcome == null || outcome.status() != Messages.Status.OK) {
            source.asking(false);
            source.poor(scope.wallMs());
            return;
        }
        Crypto crypto = scope.env().crypto();
        long nowMs = scope.wallMs();
        scope.work(
                () -> new SnapshotCheck(crypto, scope.network()).verify(outcome.document(), nowMs),
                verified -> {
                    source.asking(false);
                    lastRefusal = "";
                    // What counts and is not news, again and again, would cost a verification each round trip.
                    if (common.offer(verified, source.link().peer().brief()) || isPending(source, verified)) {
                        source.good();
                    } else {
                        source.poor(scope.wallMs());
                    }
                    tick();
                },
                refused -> {
                    source.asking(false);
                    source.poor(scope.wallMs());
                    lastRefusal = refused.getMessage();
                    scope.env().count(Counter.DOCUMENTS_REFUSED);
                });
    }

    /** Whether another source gave the same just before, and this one does not promise what it then does not give. */
    private boolean isPending(Source source, SnapshotCheck.Verified verified) {
        return common.hasPending()
                && verified.digest().equals(common.wanted().digest())
                && !source.promisesAfter(common.newestMs());
    }

    private void fetchMissing(Source source) {
        serving = source;
        source.asking(true);
        clean = true;
        fetching = common.wanted();
        jobs.clear();
        jobs.addAll(plan(common.missing()));
        pump();
    }

    /** The whole set in pages when much is missing, else the difference. */
    private List<Messages.Wanted> plan(List<String> missing) {
        SnapshotCheck.Verified wanted = common.wanted();
        int all = wanted.snapshot().entries().size();
        List<Messages.Wanted> plan = new ArrayList<>();
        if (missing.size() > Messages.MAX_DIGESTS || missing.size() > all / 2) {
            for (int first = 0; first < all; first += Messages.PAGE) {
                plan.add(new Messages.DescriptorPage(wanted.digest(), first, Messages.PAGE));
            }
        } else {
            plan.add(new Messages.DescriptorList(missing));
        }
        return plan;
    }

    private void pump() {
        while (serving != null && running < PARALLEL && !jobs.isEmpty() && requests.room(serving.link())) {
            Messages.Wanted job = jobs.removeFirst();
            running++;
            int count =
                    job instanceof Messages.DescriptorList list ? list.digests().size() : Messages.PAGE;
            requests.send(serving.link(), job, count * ENTRY_BYTES, this::gotDescriptors);
        }
        if (running == 0) {
            ended();
        }
    }

    private void gotDescriptors(Requests.Outcome outcome) {
        if (outcome == null || outcome.status() != Messages.Status.OK) {
            clean = false;
            jobs.clear();
            running--;
            pump();
            return;
        }
        verification.run(outcome.document(), fetching.snapshot().digests(), result -> {
            result.verified().forEach(store::listed);
            result.refused().forEach(common::unusable);
            clean &= result.clean();
            running--;
            pump();
        });
    }

    private void ended() {
        Source was = serving;
        serving = null;
        was.asking(false);
        common.fetched(fetching);
        if (clean && common.missing().isEmpty()) {
            was.good();
        } else {
            was.poor(scope.wallMs());
        }
    }
}
