package org.qgate.kernel.internal.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.qgate.api.NodeId;
import org.qgate.api.config.ConfigSpec;
import org.qgate.kernel.internal.directory.Relay;
import org.qgate.kernel.internal.directory.View;
import org.qgate.sim.SimRandom;

/** The search for a path by itself: every constraint in ten thousand random views, weights, repeatability. */
final class PathSearchTest {
    private static final NodeId SELF = Views.id(999);

    private static PathSettings settings(String... config) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < config.length; i += 2) {
            map.put(config[i], config[i + 1]);
        }
        return PathSettings.from(new ConfigSpec("org.qgate.kernel", PathSettings.KEYS).read(map));
    }

    private static View wide() {
        List<Relay> relays = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            relays.add(i <= 10 ? Views.relay(i, "guard") : i <= 15 ? Views.relay(i, "exit") : Views.relay(i));
        }
        return Views.of(relays);
    }

    @Test
    void shouldHoldEveryConstraintInRandomViews() {
        long found = 0;
        for (long seed = 1; seed <= 10_000; seed++) {
            SimRandom random = new SimRandom(seed);
            View some = Views.random(random);
            PathSettings settings = settings("distinct_subnets", String.valueOf(seed % 2 == 0));
            int hops = seed % 3 == 0 ? 5 : 3;
            int port = random.upTo(2) == 0 ? 0 : 443;
            List<Relay> path = search(some, settings, hops, port, random);
            found += path.isEmpty() ? 0 : 1;
            check("seed " + seed, path, settings, hops, port);
        }
        assertTrue(found > 3_000, "only " + found + " of 10000 views had a path");
    }

    private static List<Relay> search(View some, PathSettings settings, int hops, int port, SimRandom random) {
        GuardSample sample = new GuardSample(settings);
        sample.update(some, SELF, random, Views.NOW);
        List<Relay> guards = sample.preferred(some, Set.of(), Views.NOW);
        List<Relay> exits =
                some.sorted().stream().filter(one -> one.exitsTo(port)).toList();
        if (guards.isEmpty() || exits.isEmpty()) {
            return List.of();
        }
        return new PathSearch(new PathRules(settings), random, some.sorted(), guards).find(hops, exits);
    }

    /** Checks by other means than the code under test: addresses as text, sets of names. */
    private static void check(String what, List<Relay> path, PathSettings settings, int hops, int port) {
        if (path.isEmpty()) {
            return;
        }
        assertEquals(hops, path.size(), what);
        assertTrue(path.get(0).flags().contains("guard"), what);
        assertTrue(path.get(hops - 1).exitsTo(port), what);
        Set<NodeId> ids = new HashSet<>();
        Set<String> families = new HashSet<>();
        Set<String> subnets = new HashSet<>();
        for (Relay relay : path) {
            assertTrue(ids.add(relay.id()), what);
            assertTrue(relay.family().isEmpty() || families.add(relay.family()), what);
            assertTrue(!settings.distinctSubnets() || subnets.add(subnet(relay)), what);
        }
    }

    private static String subnet(Relay relay) {
        String text = relay.addresses().get(0).address().toString();
        String separator = text.contains(":") ? ":" : "\\.";
        String[] parts = text.split(separator, -1);
        return parts[0] + "/" + parts[1];
    }

    @Test
    void shouldFollowTheWeights() {
        SimRandom random = new SimRandom(11);
        List<Relay> relays = List.of(
                Views.relay(1, "11.1.0.1:1", "", Set.of(), 1000),
                Views.relay(2, "11.2.0.1:1", "", Set.of(), 3000),
                Views.relay(3, "11.3.0.1:1", "", Set.of(), 6000));
        int[] count = new int[4];
        for (int i = 0; i < 100_000; i++) {
            count[
                    (int) WeightedChoice.take(new ArrayList<>(relays), random)
                            .id()
                            .a()]++;
        }
        // Five standard deviations of a binomial distribution are below 800 of 100,000.
        assertEquals(10_000, count[1], 800);
        assertEquals(30_000, count[2], 800);
        assertEquals(60_000, count[3], 800);
    }

    @Test
    void shouldChooseTheSameFromTheSameSeed() {
        View some = wide();
        List<Relay> once = search(some, settings(), 5, 80, new SimRandom(5));
        assertEquals(once, search(some, settings(), 5, 80, new SimRandom(5)));
        assertNotEquals(once, search(some, settings(), 5, 80, new SimRandom(6)));
    }
}
