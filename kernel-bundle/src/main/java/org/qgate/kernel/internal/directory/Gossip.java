package org.qgate.kernel.internal.directory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.qgate.kernel.internal.link.ControlType;
import org.qgate.kernel.internal.link.Link;

/**
 * Passes descriptors between relays: digests are announced, unknown ones fetched from whoever announced them, verified,
 * kept, and announced once to all other neighbours ([DIR-9]). Clients take no part. Event loop only.
 */
final class Gossip {
    private static final int ANNOUNCED_AT_ONCE = 2_000;
    private static final double ANNOUNCED_PER_SECOND = 20;
    private static final int LEARNT_AT_ONCE = 10_000;
    private static final double LEARNT_PER_SECOND = 50;
    private static final int DOUBTED_AT_ONCE = 8;
    private static final double DOUBTED_PER_SECOND = 0.05;
    private static final int MAX_REFUSED = 4_096;
    private static final int MAX_UNDER_WAY = 4_096;
    private static final long GATHER_MS = 100;
    private static final int ENTRY_BYTES = DescriptorCodec.MAX_BYTES + 4;

    private final Scope scope;
    private final DescriptorStore store;
    private final Requests requests;
    private final Verification verification;
    private final Runnable changed;
    private final Map<Long, TokenBucket> announced = new HashMap<>();
    private final TokenBucket learnt;
    private final Set<String> underWay = new HashSet<>();
    private final Set<String> refused = new LinkedHashSet<>();
    private final Map<String, Long> toForward = new HashMap<>();

    Gossip(Scope scope, DescriptorStore store, Requests requests, Runnable changed) {
        this.scope = scope;
        this.store = store;
        this.requests = requests;
        this.verification = new Verification(scope);
        this.changed = changed;
        this.learnt = new TokenBucket(LEARNT_AT_ONCE, LEARNT_PER_SECOND, scope.monoNs());
    }

    /** A neighbour announces descriptors. */
    void heard(Link link, List<String> digests) {
        if (link.peer() == null) {
            return; // clients publish nothing
        }
        TokenBucket bucket = announced.computeIfAbsent(
                link.id(), id -> new TokenBucket(ANNOUNCED_AT_ONCE, ANNOUNCED_PER_SECOND, scope.monoNs()));
        List<String> unknown = digests.stream().filter(this::unknown).distinct().toList();
        boolean room = requests.room(link) && underWay.size() + unknown.size() <= MAX_UNDER_WAY;
        if (unknown.isEmpty()
                || !room
                || !bucket.take(unknown.size(), scope.monoNs())
                || !learnt.take(unknown.size(), scope.monoNs())) {
            return; // announced again later, by its owner at the latest
        }
        underWay.addAll(unknown);
        requests.send(
                link,
                new Messages.DescriptorList(unknown),
                unknown.size() * ENTRY_BYTES,
                outcome -> fetched(link, unknown, outcome));
    }

    private boolean unknown(String digest) {
        return !store.has(digest) && !underWay.contains(digest) && !refused.contains(digest);
    }

    private void fetched(Link link, List<String> asked, Requests.Outcome outcome) {
        if (outcome == null || outcome.status() != Messages.Status.OK) {
            asked.forEach(underWay::remove);
            return;
        }
        verification.run(outcome.document(), Set.copyOf(asked), result -> {
            asked.forEach(underWay::remove);
            result.refused().forEach(this::remember);
            if (!result.clean()) {
                // Whoever passes on what does not verify is heard seldom from now on: checking costs more than sending.
                announced.put(link.id(), new TokenBucket(DOUBTED_AT_ONCE, DOUBTED_PER_SECOND, scope.monoNs()));
            }
            for (Descriptor descriptor : result.verified()) {
                if (store.offer(descriptor) == DescriptorStore.Outcome.NEW) {
                    forward(descriptor.digest(), link.id());
                    changed.run();
                } else {
                    remember(descriptor.digest());
                }
            }
        });
    }

    private void remember(String digest) {
        refused.add(digest);
        if (refused.size() > MAX_REFUSED) {
            refused.remove(refused.iterator().next());
        }
    }

    private void forward(String digest, long from) {
        if (toForward.isEmpty()) {
            scope.after(GATHER_MS, this::forwardAll);
        }
        toForward.put(digest, from);
    }

    private void forwardAll() {
        for (Link link : scope.links().all()) {
            announce(
                    link,
                    toForward.entrySet().stream()
                            .filter(one -> one.getValue() != link.id())
                            .map(Map.Entry::getKey)
                            .toList());
        }
        toForward.clear();
    }

    /** Announces to every neighbour. */
    void announce(String digest) {
        scope.links().all().forEach(link -> announce(link, List.of(digest)));
    }

    /** Announces to one neighbour, unless it is a client. */
    void announce(Link link, Collection<String> digests) {
        if (link.peer() == null) {
            return;
        }
        List<String> all = new ArrayList<>(digests);
        for (int from = 0; from < all.size(); from += Messages.MAX_DIGESTS) {
            int to = Math.min(all.size(), from + Messages.MAX_DIGESTS);
            link.control(ControlType.DIR_PUBLISH, Messages.encodePublish(all.subList(from, to)));
        }
    }

    void down(Link link) {
        announced.remove(link.id());
    }
}
