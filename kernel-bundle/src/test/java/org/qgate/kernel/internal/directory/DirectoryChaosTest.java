package org.qgate.kernel.internal.directory;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qgate.api.NodeId;
import org.qgate.sim.SimRandom;
import org.qgate.sim.SimWorld;

/**
 * Nodes die, come back, and lose sight of each other at random; views never go back, and in the end all agree.
 * {@code -Dqgate.seeds=N} tries more seeds than four.
 */
final class DirectoryChaosTest {
    private static final int EVENTS = 40;

    @Test
    void shouldAgreeAfterAnyTrouble() {
        for (long seed = 1; seed <= Long.getLong("qgate.seeds", 4); seed++) {
            new Trouble(seed).run();
        }
    }

    /** One world with its trouble. */
    private static final class Trouble {
        private final SimWorld world;
        private final SimRandom random;
        private final Site signer;
        private final List<Site> others = new ArrayList<>();
        private final Map<NodeId, Long> seen = new HashMap<>();

        Trouble(long seed) {
            world = new SimWorld(seed);
            random = new SimRandom(seed);
            signer = new Site(world, "11.1.0.1", true, "signer", "true");
            for (int i = 0; i < 4; i++) {
                others.add(new Site(world, "11." + (10 + i) + ".0.1", true));
            }
            others.add(new Site(world, "11.99.0.1", false));
        }

        void run() {
            Network network = NetworkFile.read(
                    signer.found(),
                    signer.crypto.signatures(),
                    signer.host.clock().wallMs());
            signer.start(network);
            others.forEach(site -> site.start(network));
            for (int event = 0; event < EVENTS; event++) {
                disturb();
                world.run(random.upTo(20_000));
                check();
            }
            repair();
            world.runUntil("all agree again", this::agreed, 300_000);
            check();
        }

        private void disturb() {
            Site site = others.get((int) random.upTo(others.size()));
            switch ((int) random.upTo(6)) {
                case 0 -> site.host.kill();
                case 1 -> revive(site);
                case 2 -> world.cut(site.host, signer.host);
                case 3 -> world.heal(site.host, signer.host);
                case 4 -> signer.restart();
                default -> {
                    if (site.host.alive()) {
                        site.handOver();
                    }
                }
            }
        }

        private void revive(Site site) {
            if (!site.host.alive()) {
                site.restart();
            }
        }

        private void repair() {
            others.forEach(site -> world.heal(site.host, signer.host));
            others.forEach(this::revive);
        }

        /** A view never gives way to an older one, whatever happens, restarts included. */
        private void check() {
            List<Site> all = new ArrayList<>(others);
            all.add(signer);
            for (Site site : all) {
                View view = site.directory.view();
                if (site.host.alive() && !view.digest().isEmpty()) {
                    long before = seen.getOrDefault(site.id(), 0L);
                    assertTrue(view.validAfterMs() >= before, () -> "view went back, seed " + world.seed());
                    seen.put(site.id(), view.validAfterMs());
                }
            }
        }

        private boolean agreed() {
            View view = signer.directory.view();
            return view.relays().size() == 5
                    && others.stream()
                            .filter(site -> site.relay)
                            .allMatch(site -> site.directory.listed()
                                    && site.directory.view().digest().equals(view.digest()))
                    && others.stream().allMatch(site -> site.directory
                            .view()
                            .usable(site.host.clock().wallMs()));
        }
    }
}
