package org.qgate.kernel.internal.directory;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.qgate.api.NodeId;
import org.qgate.api.error.KernelError;

/**
 * What relays say which snapshot they have, and what follows when that is not the one in force here ([SNAP-11]). One relay
 * may lie or be late; two are reported. Event loop only.
 */
final class Witnesses {
    /** Snapshots are everywhere within seconds; so much later a difference has another reason. */
    static final long SETTLE_MS = 600_000;
    /** A relay that was not heard for so long says nothing any more. */
    static final long MEMORY_MS = 3_600_000;

    private static final int FEWEST = 2;
    private static final int MOST = 64;

    private final Scope scope;
    private final CommonView common;
    private final Map<NodeId, Claim> claims = new LinkedHashMap<>();
    private long adoptedMs;

    /** What one relay said last, and since when it has said that it has a later one than this node. */
    private record Claim(String digest, long validAfterMs, long heardMs, long aheadSinceMs) {}

    Witnesses(Scope scope, CommonView common) {
        this.scope = scope;
        this.common = common;
    }

    /** Another snapshot came into force here. */
    void adopted() {
        adoptedMs = nowMs();
    }

    private long nowMs() {
        return scope.monoNs() / 1_000_000;
    }

    /** A relay says which snapshot it has; returns whether so many say that they have a later one than any seen here. */
    boolean told(NodeId relay, String digest, long validAfterMs) {
        if (validAfterMs > scope.wallMs() + SnapshotCheck.BACKDATE_MS) {
            return false; // of the future: a clock or a lie
        }
        Claim before = claims.remove(relay);
        boolean ahead = validAfterMs > common.newestMs();
        boolean still = ahead && before != null && before.validAfterMs > common.newestMs();
        claims.put(relay, new Claim(digest, validAfterMs, nowMs(), still ? before.aheadSinceMs : nowMs()));
        if (claims.size() > MOST) {
            claims.remove(claims.keySet().iterator().next());
        }
        return ahead && count(claims.values(), this::isAhead) >= FEWEST;
    }

    /** Returns what is wrong with the snapshot in force, by what relays say, or an empty text. */
    String dispute() {
        Snapshot mine = common.current();
        if (mine == null) {
            return "";
        }
        claims.values().removeIf(claim -> nowMs() - claim.heardMs > MEMORY_MS);
        long ahead = count(claims.values(), claim -> isAhead(claim) && nowMs() - claim.aheadSinceMs >= SETTLE_MS);
        if (ahead >= FEWEST) {
            return code() + ahead + " relays have a later snapshot than that of " + Times.at(mine.validAfterMs())
                    + ", and nobody gives it to this node: it is withheld";
        }
        long others = count(
                claims.values(),
                claim -> claim.validAfterMs == mine.validAfterMs() && !claim.digest.equals(common.digest()));
        if (others >= FEWEST) {
            return code() + others + " relays have another snapshot of " + Times.at(mine.validAfterMs())
                    + " than this node: the signers or their keys are not to be trusted";
        }
        List<Claim> settled = claims.values().stream()
                .filter(claim -> claim.heardMs - adoptedMs >= SETTLE_MS)
                .toList();
        long behind = count(settled, claim -> claim.validAfterMs < mine.validAfterMs());
        if (behind >= FEWEST && 2 * behind > settled.size()) {
            return code() + behind + " of " + settled.size() + " relays do not have the snapshot of "
                    + Times.at(mine.validAfterMs()) + " that is in force here: it may be for this node alone";
        }
        return "";
    }

    private boolean isAhead(Claim claim) {
        return claim.validAfterMs > common.newestMs();
    }

    private static long count(Collection<Claim> of, Predicate<Claim> which) {
        return of.stream().filter(which).count();
    }

    private static String code() {
        return KernelError.DIRECTORY_DISPUTED.id() + " ";
    }
}
