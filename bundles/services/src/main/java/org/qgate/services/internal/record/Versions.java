package org.qgate.services.internal.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The versions of one extender that are kept.
 *
 * @param live the one in office; empty before the first
 * @param pending the one that is about to take office
 * @param parked those before it, newest first, for a rollback; at most {@link #MOST}
 * @param spare packages that were live and are not parked: an update may go to them again; at most {@link #MOST}
 */
public record Versions(
        Optional<Kept> live, Optional<Held> held, Optional<Kept> pending, List<Kept> parked, List<Kept> spare) {
    /** So many old versions are kept. */
    public static final int MOST = 2;

    /** Nothing yet. */
    public static final Versions NONE =
            new Versions(Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of());

    /** Makes the lists unchangeable. */
    public Versions {
        parked = List.copyOf(parked);
        spare = List.copyOf(spare);
    }

    /** A version waits for something; one that waited before does so no more. */
    public Versions hold(Held next) {
        return new Versions(live, Optional.of(next), pending, parked, spare);
    }

    /** Nothing waits any more. */
    public Versions release() {
        return new Versions(live, Optional.empty(), pending, parked, spare);
    }

    /** A version is about to take office. */
    public Versions begin(Kept next) {
        return new Versions(live, held, Optional.of(next), parked, spare);
    }

    /** It did not take office. */
    public Versions abandon() {
        return new Versions(live, held, Optional.empty(), parked, spare);
    }

    /** It took office: whether it is the one before or another one is seen by what is parked. */
    public Versions settle() {
        Kept now = pending.orElseThrow();
        return isParked(now) ? back(now) : forth(now);
    }

    private boolean isParked(Kept version) {
        return !parked.isEmpty() && parked.get(0).sha256().equals(version.sha256());
    }

    private Versions forth(Kept now) {
        List<Kept> before = new ArrayList<>();
        live.ifPresent(before::add);
        parked.stream().filter(each -> !same(each, now)).forEach(before::add);
        boolean waited = held.isPresent() && same(held.get().version(), now);
        return new Versions(
                Optional.of(now),
                waited ? Optional.empty() : held,
                Optional.empty(),
                first(before.stream().filter(each -> !same(each, now)).toList()),
                spare.stream().filter(each -> !same(each, now)).toList());
    }

    private Versions back(Kept now) {
        List<Kept> apart = new ArrayList<>();
        live.ifPresent(apart::add);
        spare.stream().filter(each -> live.isEmpty() || !same(each, live.get())).forEach(apart::add);
        return new Versions(Optional.of(now), held, Optional.empty(), parked.subList(1, parked.size()), first(apart));
    }

    private static boolean same(Kept one, Kept other) {
        return one.version().equals(other.version());
    }

    private static List<Kept> first(List<Kept> many) {
        return many.subList(0, Math.min(MOST, many.size()));
    }

    /** Forgets versions whose data nobody can go back to. */
    public Versions only(java.util.function.Predicate<Kept> reachable) {
        return new Versions(
                live,
                held,
                pending,
                parked.stream().filter(reachable).toList(),
                spare.stream().filter(reachable).toList());
    }

    /** What the one in office may do is another thing now. */
    public Versions agreed(Kept now) {
        return new Versions(Optional.of(now), held, pending, parked, spare);
    }

    /** Returns everything whose package must be kept. */
    public Stream<Kept> all() {
        return Stream.of(
                        live.stream(),
                        held.map(Held::version).stream(),
                        pending.stream(),
                        parked.stream(),
                        spare.stream())
                .flatMap(each -> each);
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        live.ifPresent(each -> json.put("live", each.json()));
        held.ifPresent(each -> json.put("held", each.json()));
        pending.ifPresent(each -> json.put("pending", each.json()));
        json.put("parked", parked.stream().map(Kept::json).toList());
        json.put("spare", spare.stream().map(Kept::json).toList());
        return json;
    }

    static Versions of(Fields json) {
        return new Versions(
                json.optional("live").map(Kept::of),
                json.optional("held").map(Held::of),
                json.optional("pending").map(Kept::of),
                json.objects("parked", Kept::of),
                json.objects("spare", Kept::of));
    }
}
