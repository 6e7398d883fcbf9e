package org.qgate.kernel.internal.directory;

import java.util.List;
import java.util.stream.Stream;
import org.qgate.api.error.KernelError;
import org.qgate.api.network.SnapshotInfo;

/** Says in words and numbers how the directory is doing. Event loop only. */
final class DirectoryReport {
    private final Scope scope;
    private final boolean relay;
    private final CommonView common;
    private final Sources sources;
    private final Acquisition acquisition;
    private final OwnDescriptor own;
    private final SnapshotSigner signer;
    private final Witnesses witnesses;

    DirectoryReport(
            Scope scope,
            boolean relay,
            CommonView common,
            Sources sources,
            Acquisition acquisition,
            OwnDescriptor own,
            SnapshotSigner signer,
            Witnesses witnesses) {
        this.scope = scope;
        this.relay = relay;
        this.common = common;
        this.sources = sources;
        this.acquisition = acquisition;
        this.own = own;
        this.signer = signer;
        this.witnesses = witnesses;
    }

    /** Whether this relay is in the view in force, with its present descriptor. */
    boolean listed() {
        return common.current() != null
                && common.view().relays().containsKey(scope.self())
                && common.current().entries().stream()
                        .anyMatch(entry -> entry.digest().equals(own.digest()));
    }

    SnapshotInfo info() {
        View view = common.view();
        if (view.digest().isEmpty()) {
            return SnapshotInfo.NONE;
        }
        int exits = (int)
                view.relays().values().stream().filter(one -> one.exitsTo(0)).count();
        return new SnapshotInfo(
                view.digest(),
                view.validAfterMs(),
                view.freshUntilMs(),
                view.validUntilMs(),
                view.relays().size(),
                exits,
                view.signatures());
    }

    Progress progress() {
        View view = common.view();
        if (view.usable(scope.wallMs())) {
            return usable(view);
        }
        if (common.hasPending()) {
            int all = common.wanted().snapshot().entries().size();
            int have = all - common.missing().size();
            return new Progress(50 + 40 * have / Math.max(1, all), "fetching descriptors: " + have + " of " + all);
        }
        String code = KernelError.NO_SNAPSHOT.id() + " ";
        if (!acquisition.lastRefusal().isEmpty()) {
            return new Progress(30, acquisition.lastRefusal());
        }
        if (!view.digest().isEmpty()) {
            return new Progress(20, code + unusable(view) + whatIsTried());
        }
        return new Progress(sources.any() ? 30 : 10, code + "no snapshot yet" + whatIsTried());
    }

    private Progress usable(View view) {
        String known = view.relays().size() + " relays known, " + info().exits() + " of them exits";
        if (relay && !listed()) {
            return new Progress(
                    90,
                    own.problem().isEmpty() ? "waiting for a snapshot with this relay in it; " + known : own.problem());
        }
        return new Progress(100, known);
    }

    private String unusable(View view) {
        long now = scope.wallMs();
        return now < view.validAfterMs()
                ? "the snapshot counts from " + Times.at(view.validAfterMs()) + ", and this clock says " + Times.at(now)
                        + ": it was set back"
                : "the snapshot expired " + Times.span(now - view.validUntilMs()) + " ago, at "
                        + Times.at(view.validUntilMs());
    }

    private String whatIsTried() {
        if (signer != null && !signer.problem().isEmpty()) {
            return "; " + signer.problem();
        }
        if (sources.any()) {
            return acquisition.busy() ? "; asking for one" : "; linked relays have none that is newer";
        }
        if (sources.seedCount() == 0) {
            return "; this node is the only seed and waits for relays";
        }
        return sources.lastFailure().isEmpty() ? "; linking to a seed" : "; " + sources.lastFailure();
    }

    /** Renewed too late to be chance: whoever is asked has nothing newer, and soon no circuit may be built. */
    private String withheld() {
        View view = common.view();
        long leftMs = view.validUntilMs() - scope.wallMs();
        long soonMs = (view.validUntilMs() - view.freshUntilMs()) / 4;
        return !view.digest().isEmpty() && leftMs > 0 && leftMs < soonMs
                ? KernelError.NO_SNAPSHOT.id() + " the snapshot expires in " + Times.span(leftMs)
                        + ", and nobody who was asked has a later one: the signers are silent, or somebody withholds it"
                : "";
    }

    List<String> warnings(List<String> ofDisk) {
        Stream<String> others = Stream.of(
                common.disagreement(),
                witnesses.dispute(),
                withheld(),
                own.problem(),
                signer == null ? "" : signer.problem());
        return Stream.concat(ofDisk.stream(), others)
                .filter(text -> !text.isEmpty())
                .toList();
    }
}
