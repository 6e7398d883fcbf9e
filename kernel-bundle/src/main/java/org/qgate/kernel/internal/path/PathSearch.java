package org.qgate.kernel.internal.path;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.qgate.api.crypto.RandomSource;
import org.qgate.kernel.internal.directory.Relay;

/**
 * One search for a path: exit first, then guard, then middles; at a dead end the next choice, within a bound. Small
 * networks need the way back, in large ones the first try succeeds.
 */
final class PathSearch {
    private static final int STEPS = 1_000;

    private final PathRules rules;
    private final RandomSource random;
    private final List<Relay> candidates;
    private final List<Relay> guards;
    private int steps;

    /**
     * Prepares a search.
     *
     * @param candidates all relays that may be used, in the order of their ids
     * @param guards those that may be the first hop, best first
     */
    PathSearch(PathRules rules, RandomSource random, List<Relay> candidates, List<Relay> guards) {
        this.rules = rules;
        this.random = random;
        this.candidates = candidates;
        this.guards = guards;
    }

    /** Returns a path of so many hops, guard first, or an empty list. */
    List<Relay> find(int hops, List<Relay> exits) {
        // Exits that go with the guard in use come first: an exit shall not push the node to another guard.
        Relay primary = guards.get(0);
        List<Relay> fitting = new ArrayList<>(
                exits.stream().filter(exit -> rules.together(exit, primary)).toList());
        List<Relay> others = new ArrayList<>(
                exits.stream().filter(exit -> !rules.together(exit, primary)).toList());
        while (steps < STEPS && !(fitting.isEmpty() && others.isEmpty())) {
            Relay exit = WeightedChoice.take(fitting.isEmpty() ? others : fitting, random);
            List<Relay> path = withGuard(hops, exit);
            if (!path.isEmpty()) {
                return path;
            }
        }
        return List.of();
    }

    private List<Relay> withGuard(int hops, Relay exit) {
        for (Relay guard : guards) {
            if (steps++ >= STEPS) {
                break;
            }
            if (rules.together(guard, exit)) {
                List<Relay> middles = middles(hops - 2, List.of(guard, exit));
                if (middles.size() == hops - 2) {
                    return Stream.of(List.of(guard), middles, List.of(exit))
                            .flatMap(List::stream)
                            .toList();
                }
            }
        }
        return List.of();
    }

    private List<Relay> middles(int wanted, List<Relay> chosen) {
        if (wanted == 0) {
            return List.of();
        }
        List<Relay> open = new ArrayList<>(candidates.stream()
                .filter(relay -> rules.together(relay, chosen))
                .toList());
        while (open.size() >= wanted && steps++ < STEPS) {
            Relay middle = WeightedChoice.take(open, random);
            List<Relay> rest = middles(
                    wanted - 1,
                    Stream.concat(chosen.stream(), Stream.of(middle)).toList());
            if (rest.size() == wanted - 1) {
                return Stream.concat(Stream.of(middle), rest.stream()).toList();
            }
        }
        return List.of();
    }
}
