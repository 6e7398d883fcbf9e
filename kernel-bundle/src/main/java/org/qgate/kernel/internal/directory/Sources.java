package org.qgate.kernel.internal.directory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.RandomSource;
import org.qgate.kernel.internal.link.Contact;
import org.qgate.kernel.internal.link.Link;
import org.qgate.kernel.internal.link.LinkClose;

/**
 * Where documents come from: links to relays, and seeds to link to. A relay keeps links to all seeds; a client goes to
 * seeds when it has no other source ([DIR-8]). Event loop only.
 */
final class Sources {
    private static final long FIRST_RETRY_MS = 1_000;
    private static final long LONGEST_RETRY_MS = 60_000;
    private static final long LONGEST_RETRY_WITHOUT_VIEW_MS = 4_000;
    private static final long CONNECT_MS = 30_000;
    private static final int ASKED = 2;

    private final Scope scope;
    private final BooleanSupplier usable;
    private final Map<Long, Source> linked = new LinkedHashMap<>();
    private final Map<NodeId, Seed> seeds = new LinkedHashMap<>();
    private String lastFailure = "";

    /** A seed and when to try it next. */
    private static final class Seed {
        final Contact contact;
        long notBeforeMs;
        int failures;

        Seed(Contact contact) {
            this.contact = contact;
        }
    }

    /** Begins without links; {@code usable} tells whether there is a view to work with, so that haste is not needed. */
    Sources(Scope scope, BooleanSupplier usable) {
        this.scope = scope;
        this.usable = usable;
        scope.network().seeds().stream()
                .filter(seed -> !seed.id().equals(scope.self()))
                .forEach(seed -> seeds.put(seed.id(), new Seed(seed)));
    }

    void up(Link link) {
        if (link.peer() == null) {
            return; // a client: no source of anything
        }
        linked.putIfAbsent(link.id(), new Source(link, scope.monoNs()));
        Seed seed = seeds.get(link.peer());
        if (seed != null) {
            seed.failures = 0;
            seed.notBeforeMs = 0;
        }
    }

    void failed(NodeId peer, LinkClose reason) {
        Seed seed = seeds.get(peer);
        if (seed != null) {
            long longest = usable.getAsBoolean() ? LONGEST_RETRY_MS : LONGEST_RETRY_WITHOUT_VIEW_MS;
            long rest = Math.min(longest, FIRST_RETRY_MS << Math.min(seed.failures, 10));
            seed.failures++;
            // Half of it at random: nodes that lost one seed together do not come back together.
            seed.notBeforeMs = scope.wallMs() + rest / 2 + random().below((int) rest / 2 + 1);
            lastFailure = "seed " + peer.brief() + " " + seed.contact.addresses() + ": " + reason + clock(reason);
        }
    }

    /** A seed says nothing to whose clock is too far off ([PROBE-4]): the operator has to think of it. */
    private String clock(LinkClose reason) {
        return reason == LinkClose.HANDSHAKE
                ? ", as to one whose clock is more than 15 minutes off; this clock says " + Times.at(scope.wallMs())
                : "";
    }

    void down(Link link) {
        linked.remove(link.id());
    }

    Optional<Source> of(Link link) {
        return Optional.ofNullable(linked.get(link.id()));
    }

    boolean any() {
        return !linked.isEmpty();
    }

    /** Whether nobody linked is left who did not fail: a single source could withhold what is new. */
    boolean allFailed() {
        return linked.values().stream().allMatch(Source::failed);
    }

    /** Whether a request is under way. */
    boolean asking() {
        return linked.values().stream().anyMatch(Source::isAsking);
    }

    String lastFailure() {
        return lastFailure;
    }

    /** Returns at most two sources to ask for a snapshot: others than seeds first, when there is a view already. */
    List<Source> toAsk(boolean haveView) {
        Predicate<Source> seed = source -> seeds.containsKey(source.link().peer());
        List<Source> order = new ArrayList<>(ready(haveView ? seed.negate() : seed));
        order.addAll(ready(haveView ? seed : seed.negate()));
        return order.subList(0, Math.min(ASKED, order.size()));
    }

    /** Returns the sources that may be asked and said that they have a snapshot later than this. */
    List<Source> promising(long validAfterMs) {
        return ready(source -> source.promisesAfter(validAfterMs));
    }

    private List<Source> ready(Predicate<Source> which) {
        long now = scope.wallMs();
        List<Source> found = new ArrayList<>(linked.values().stream()
                .filter(which)
                .filter(one -> one.ready(now))
                .toList());
        for (int i = found.size() - 1; i > 0; i--) {
            int other = random().below(i + 1);
            Source swapped = found.set(i, found.get(other));
            found.set(other, swapped);
        }
        return found;
    }

    /** Links to every seed that is not linked and may be tried. */
    void connectAll() {
        candidates().forEach(this::connect);
    }

    /** Links to seeds until so many are linked. */
    void connectSome(int wanted) {
        long have = linked.values().stream()
                .filter(one -> seeds.containsKey(one.link().peer()))
                .count();
        List<Seed> candidates = new ArrayList<>(candidates());
        for (; have < wanted && !candidates.isEmpty(); have++) {
            connect(candidates.remove(random().below(candidates.size())));
        }
    }

    private List<Seed> candidates() {
        long now = scope.wallMs();
        return seeds.values().stream()
                .filter(seed -> now >= seed.notBeforeMs)
                .filter(seed -> scope.links().linked(seed.contact.id()).isEmpty())
                .toList();
    }

    private void connect(Seed seed) {
        seed.notBeforeMs = scope.wallMs() + CONNECT_MS; // until it answers or fails
        scope.links().connect(seed.contact);
    }

    int seedCount() {
        return seeds.size();
    }

    private RandomSource random() {
        return scope.env().crypto().random();
    }
}
