package org.qgate.kernel.internal.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.qgate.sim.SimLink;
import org.qgate.sim.SimRandom;
import org.qgate.sim.SimSeeds;
import org.qgate.sim.SimWeather;

/**
 * Whole networks in all weathers: every transfer ends with the right bytes or with an error, within a bound; once the sky
 * clears, everybody can work again soon; and nothing is left behind. A seed is one network, one sky, one run.
 */
final class NetworkWeatherTest {
    /** After so long every transfer has ended, whatever happened. */
    private static final long END_MS = 300_000;
    /** So long after the sky cleared every client has carried a new transfer. */
    private static final long AGAIN_MS = 30_000;
    /** Bad weather lasts longer than three intervals of pings: links die in it. */
    private static final long DARK_MS = 150_000;

    private static final long IDLE_MS = 1_200_000;

    private enum Sky {
        CALM,
        FAR,
        LOSSY,
        NARROW,
        SKEWED,
        STORMY,
        SPLIT,
        ONE_WAY;

        /** Weathers in which connections end: transfers may fail, with an error. */
        static final Set<Sky> ROUGH = EnumSet.of(STORMY, SPLIT, ONE_WAY);
    }

    @Test
    void shouldFinishEveryTransferAndWorkAgainWhenTheSkyClears() {
        SimSeeds.each(8, 200, seed -> new Run(seed).run());
    }

    @Test
    void shouldRepeatARunExactly() {
        assertEquals(new Run(7).run(), new Run(7).run());
    }

    /** One network under one sky. */
    private static final class Run {
        private final SimRandom random;
        private final Sky sky;
        private final OverlayNetwork network;
        private final Transfers transfers;

        Run(long seed) {
            random = new SimRandom(seed);
            sky = Sky.values()[(int) ((seed - 1) % Sky.values().length)];
            int relays = 4 + (int) random.upTo(SimSeeds.isLong() ? 21 : 5);
            int clients = 1 + (int) random.upTo(3);
            network = new OverlayNetwork(seed, relays, 2, clients, "memory_mib", "4");
            transfers = network.transfers;
        }

        /** Returns the hash of all that happened. */
        long run() {
            long began = System.nanoTime();
            long joinMs = join();
            idle();
            long waiting = network.world.waiting();
            long connections = network.connections();
            long beganMs = network.world.nowMs();
            load();
            long againMs = clear();
            network.world.run(beganMs + END_MS - network.world.nowMs());
            judge();
            idle();
            check(waiting, connections);
            System.out.printf(
                    "%s, %d relays, %d clients, seed %d: joined in %.1f s; %d of %d transfers whole; again %.1f s"
                            + " after it cleared; at most %d KiB queued; %d ms real, %d events%n",
                    sky,
                    network.relays.size(),
                    network.clients.size(),
                    network.world.seed(),
                    joinMs / 1e3,
                    transfers.count(Transfers.State.DONE),
                    transfers.all().size(),
                    againMs / 1e3,
                    network.mostQueued >> 10,
                    (System.nanoTime() - began) / 1_000_000,
                    network.world.events());
            return network.world.traceHash();
        }

        private long join() {
            network.world.defaultLink(sky == Sky.FAR ? SimLink.ofMs(80, 80) : SimLink.ofMs(10, 10));
            network.world.weather(
                    sky == Sky.LOSSY
                            ? SimWeather.CALM.withLoss(20_000)
                            : sky == Sky.FAR ? SimWeather.CALM.withTailMs(30) : SimWeather.CALM);
            if (sky == Sky.SKEWED) {
                network.nodes().forEach(node -> {
                    node.host.stepClockMs(random.upTo(110_000) - 55_000);
                    node.host.clockDriftPpm(random.upTo(400) - 200);
                });
            }
            network.join(180_000);
            return network.world.nowMs();
        }

        private void idle() {
            network.world.run(IDLE_MS);
        }

        private void load() {
            long bytesPerSecond = sky == Sky.NARROW ? 100_000 : 1_000_000;
            network.world.defaultLink(new SimLink(20_000_000, 5_000_000, bytesPerSecond));
            for (int i = 0; i < 4 * network.clients.size(); i++) {
                int client = i % network.clients.size();
                int length = 20_000 + (int) random.upTo(1_500_000);
                network.world.at(
                        random.upTo(2_000),
                        () -> transfers.begin(network.entry(client), "user" + length, length, length % 2 == 0));
            }
            network.world.run(500 + random.upTo(2_000));
            darken();
            network.world.run(DARK_MS);
        }

        private void judge() {
            assertTrue(transfers.over(), () -> "hanging: " + transfers.all());
            assertEquals(0, transfers.count(Transfers.State.WRONG), transfers.all()::toString);
            if (!Sky.ROUGH.contains(sky)) {
                assertEquals(transfers.all().size(), transfers.count(Transfers.State.DONE), transfers.all()::toString);
            }
        }

        /** The worst of it comes while transfers run. */
        private void darken() {
            List<TestNode> all = network.nodes().toList();
            switch (sky) {
                case STORMY -> network.world.weather(new SimWeather(50_000, 2_000, 10_000_000));
                case SPLIT -> {
                    int half = all.size() / 2;
                    network.world.partition(
                            network.hosts(all.subList(0, half)), network.hosts(all.subList(half, all.size())));
                }
                case ONE_WAY -> {
                    for (int i = 0; i < all.size(); i++) {
                        TestNode from = all.get((int) random.upTo(all.size()));
                        TestNode to = all.get((int) random.upTo(all.size()));
                        network.world.cutOneWay(from.host, to.host);
                    }
                }
                default -> {}
            }
        }

        private long clear() {
            network.world.weather(SimWeather.CALM);
            network.world.healAll();
            long cleared = network.world.nowMs();
            for (int client = 0; client < network.clients.size(); client++) {
                int of = client;
                untilOneWorks(of, cleared);
            }
            return network.world.nowMs() - cleared;
        }

        private void untilOneWorks(int client, long cleared) {
            Transfers.Transfer tried = transfers.begin(network.entry(client), "again" + client, 50_000, false);
            while (tried.state != Transfers.State.DONE) {
                long leftMs = cleared + AGAIN_MS - network.world.nowMs();
                Transfers.Transfer now = tried;
                network.world.runUntil("an answer", () -> now.state != Transfers.State.RUNNING, leftMs);
                if (now.state != Transfers.State.DONE) {
                    network.world.run(1_000);
                    tried = transfers.begin(network.entry(client), "again" + client, 50_000, false);
                }
            }
        }

        private void check(long waiting, long connections) {
            assertEquals(0, network.queued(), "bytes in queues when nothing moves");
            long now = network.world.waiting();
            assertTrue(now <= waiting + waiting / 5, now + " timers, before the transfers " + waiting);
            long open = network.connections();
            // A client keeps two circuits ready, over other relays than before: five links of two ends, counted at each
            // hop.
            assertTrue(
                    open <= connections + 10L * network.clients.size(), open + " connections, before " + connections);
            assertTrue(network.circuits() <= 8L * network.clients.size(), network.circuits() + " circuits are left");
        }
    }
}
