package org.qgate.kernel.internal.directory;

import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.Identity;
import org.qgate.api.error.KernelError;
import org.qgate.api.error.QGateException;
import org.qgate.kernel.internal.Env;

/**
 * Makes snapshots from the newest descriptors: a moment after one changes, and when the last one is no longer fresh
 * ([SNAP-9]). Where several may sign alone, each waits for those before it in the list. Event loop only.
 */
final class SnapshotSigner {
    /** The weight of every relay until rates are measured. */
    static final long WEIGHT = 1000;

    private static final long FULL_RATE = 10_000_000; // bytes a second below which a relay lowers its own weight
    private static final long STAGGER_MS = 20_000;
    private static final long RETRY_MS = 5_000;
    private static final int AT_ONCE = 30;
    private static final double PER_SECOND = 1.0 / 60;

    private final Scope scope;
    private final CommonView common;
    private final DescriptorStore store;
    private final Consumer<SnapshotCheck.Verified> made;
    private final long staggerMs;
    private final TokenBucket pace;
    private Env.Timer timer;
    private boolean signing;
    private String problem = "";

    SnapshotSigner(Scope scope, CommonView common, DescriptorStore store, Consumer<SnapshotCheck.Verified> made) {
        this.scope = scope;
        this.common = common;
        this.store = store;
        this.made = made;
        this.staggerMs = STAGGER_MS * index(scope);
        this.pace = new TokenBucket(AT_ONCE, PER_SECOND, scope.monoNs());
    }

    private static int index(Scope scope) {
        Network network = scope.network();
        int index = network.signers().indexOf(scope.self());
        if (index < 0) {
            throw new QGateException(
                    KernelError.NETWORK_FILE,
                    "signer = true, but the network description does not name this node, " + scope.self());
        }
        if (network.threshold() > 1) {
            throw new QGateException(
                    KernelError.NETWORK_FILE,
                    "signer = true, but snapshots need " + network.threshold()
                            + " signatures, and this version signs alone only");
        }
        return index;
    }

    /** Returns what hinders signing, or an empty text. */
    String problem() {
        return problem;
    }

    /** A descriptor came, changed or expired. */
    void changed() {
        due(scope.settings().signDelayMs() + staggerMs);
    }

    /** A snapshot came into force, made here or by another signer: the next one is due when it is no longer fresh. */
    void adopted() {
        long untilStale = common.current().freshUntilMs() - scope.wallMs();
        if (timer != null && timer.remainingMs() > 0 && differs(entries(scope.wallMs()))) {
            return; // a change is waiting already
        }
        reschedule(Math.max(1000, untilStale) + staggerMs);
    }

    private void due(long delayMs) {
        if (timer == null || timer.remainingMs() == 0 || timer.remainingMs() > delayMs) {
            reschedule(delayMs);
        }
    }

    private void reschedule(long delayMs) {
        if (timer != null) {
            timer.cancel();
        }
        timer = scope.after(delayMs, this::make);
    }

    private void make() {
        long nowMs = scope.wallMs();
        if (signing) {
            due(RETRY_MS);
            return;
        }
        store.tidy(common.inUse(), nowMs);
        List<SnapshotEntry> entries = entries(nowMs);
        boolean stale = common.current() == null || nowMs >= common.current().freshUntilMs();
        if (entries.isEmpty() || !stale && !differs(entries)) {
            due(scope.settings().freshMs());
        } else if (!pace.take(1, scope.monoNs())) {
            due(RETRY_MS); // somebody changes a descriptor all the time: the whole network need not follow
        } else {
            sign(entries, nowMs);
        }
    }

    private void sign(List<SnapshotEntry> entries, long nowMs) {
        signing = true;
        long back = SnapshotCheck.BACKDATE_MS;
        long validAfterMs = Math.max(nowMs - back, common.newestMs() + 1);
        byte[] body = SnapshotCodec.body(
                scope.network().id(),
                validAfterMs,
                back + scope.settings().freshMs(),
                back + scope.settings().validMs(),
                entries);
        Crypto crypto = scope.env().crypto();
        Network network = scope.network();
        scope.work(
                () -> new SnapshotCheck(crypto, network).verify(signed(crypto, network, body), nowMs),
                verified -> {
                    signing = false;
                    problem = "";
                    made.accept(verified);
                    due(scope.settings().freshMs());
                },
                failed -> {
                    signing = false;
                    problem = "no snapshot can be made: " + failed.getMessage();
                    due(RETRY_MS);
                });
    }

    /** Runs off the loop. */
    private static byte[] signed(Crypto crypto, Network network, byte[] body) {
        Identity self = crypto.identity(network.id());
        byte[] signature = self.sign(SnapshotCodec.DOMAIN, body);
        return SnapshotCodec.encode(body, List.of(new Snapshot.Signed(self.certificate(), signature)));
    }

    private boolean differs(List<SnapshotEntry> entries) {
        return common.current() == null || !common.current().entries().equals(entries);
    }

    private List<SnapshotEntry> entries(long nowMs) {
        return store.newest().stream()
                .filter(descriptor -> descriptor.validUntilMs() > nowMs)
                .map(this::entry)
                .sorted(Comparator.comparing(SnapshotEntry::id))
                .toList();
    }

    private SnapshotEntry entry(Descriptor of) {
        Duties duties = of.fields().duties();
        int flags = duties.relays() ? SnapshotEntry.GUARD : SnapshotEntry.LAST_ONLY;
        if (duties.relays() && !of.fields().exitPorts().isEmpty()) {
            flags |= SnapshotEntry.EXIT;
        }
        if (duties.serves()) {
            flags |= SnapshotEntry.SERVICE;
        }
        if (scope.network().seed(of.id()).isPresent()) {
            flags |= SnapshotEntry.SEED;
        }
        return new SnapshotEntry(
                of.id(),
                of.digest(),
                of.fields().sequence(),
                flags,
                weight(of.fields().rateBytesPerSecond()));
    }

    /** A rate that the relay declares itself can only lower its weight; none declared lowers nothing. */
    static long weight(long rateBytesPerSecond) {
        if (rateBytesPerSecond <= 0 || rateBytesPerSecond >= FULL_RATE) {
            return WEIGHT;
        }
        return Math.max(1, rateBytesPerSecond * WEIGHT / FULL_RATE);
    }
}
