package org.qgate.testnet.trial;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.qgate.sim.LoopbackHttpServer;
import org.qgate.sim.TestBody;
import org.qgate.testnet.Fetch;
import org.qgate.testnet.Progress;
import org.qgate.testnet.Socks5;
import org.qgate.testnet.Testnet;
import org.qgate.testnet.TestnetException;
import org.qgate.testnet.TestnetNode;

/** A relay dies or falls silent while ten downloads run, each with credentials of its own. */
public final class RelaysDie implements AutoCloseable {
    private static final int DOWNLOADS = 10;
    /** So many have to run without the relay that dies, unless it is everybody's guard. */
    private static final int SPARED = 3;

    /** Longer than clients avoid a relay that failed: paths may all go over one exit meanwhile. */
    private static final Duration FITTING = Duration.ofSeconds(120);

    private static final int NEXT_REQUESTS = 3;
    private static final Duration BEGIN = Duration.ofSeconds(60);

    private final Testnet network;
    private final Progress progress;
    private final LoopbackHttpServer web = LoopbackHttpServer.start();
    private int round;

    /** Where on a path the relay stands. */
    public enum Place {
        GUARD,
        MIDDLE,
        EXIT
    }

    /** What befalls it. */
    public enum Blow {
        /** {@code kill -9}: the operating system resets its connections. */
        KILL,
        /** {@code kill -STOP}: its connections stay, and nothing answers. */
        STOP
    }

    /**
     * What came of it.
     *
     * @param victim the relay, as it was
     * @param spared downloads on circuits without it: all came with the right hash
     * @param lost downloads on circuits over it: all ended with an error
     * @param lostSeconds until the last of these had ended
     * @param nextSeconds the longest of some requests with fresh credentials that were begun at once
     * @param sameSeconds a request, begun at once, with the credentials of a download that was lost
     */
    public record Outcome(
            Blow blow,
            Place place,
            TestnetNode victim,
            int spared,
            int lost,
            double lostSeconds,
            double nextSeconds,
            double sameSeconds) {
        @Override
        public String toString() {
            return String.format(
                    "%s %s (node %d): %d spared, %d lost within %.2f s; next request %.2f s, with lost credentials %.2f s",
                    blow, place, victim.index(), spared, lost, lostSeconds, nextSeconds, sameSeconds);
        }
    }

    /** Prepares trials on a network that stands. */
    public RelaysDie(Testnet network, Progress progress) throws IOException {
        this.network = network;
        this.progress = progress;
    }

    /**
     * Strikes one relay and sees what becomes of downloads and requests. A killed relay stays dead, a stopped one goes
     * on afterwards.
     *
     * @param patience how long anything may take that should end
     * @throws TestnetException when a download hangs, ends wrongly, or a request fails
     */
    public Outcome strike(Blow blow, Place place, Duration patience) throws IOException {
        long end = System.nanoTime() + FITTING.toNanos();
        while (true) {
            round++;
            try (TrickleServer server = new TrickleServer();
                    ClientCircuits circuits = new ClientCircuits(network.client())) {
                circuits.awaitNone();
                List<Download> downloads = begin(server, circuits);
                Optional<TestnetNode> victim = victim(place, downloads);
                if (victim.isPresent()) {
                    return strike(blow, place, victim.get(), server, downloads, patience);
                }
                server.release();
                awaitSpared(downloads, List.of(), patience);
                if (System.nanoTime() - end > 0) {
                    throw new TestnetException("no relay to strike as " + place + ": "
                            + downloads.stream().map(Download::hops).toList());
                }
            }
        }
    }

    private Outcome strike(
            Blow blow,
            Place place,
            TestnetNode victim,
            TrickleServer server,
            List<Download> downloads,
            Duration patience) {
        List<Download> lost = with(victim, downloads);
        long start = System.nanoTime();
        strike(blow, victim);
        try {
            CompletableFuture<Double> same = request(lost.get(0).user());
            List<CompletableFuture<Double>> next = new ArrayList<>();
            for (int i = 0; i < NEXT_REQUESTS; i++) {
                next.add(request("next-" + round + "-" + i));
            }
            double lostSeconds = awaitLost(lost, start, patience);
            double nextSeconds =
                    next.stream().mapToDouble(CompletableFuture::join).max().orElseThrow();
            double sameSeconds = same.join();
            server.release();
            int spared = awaitSpared(downloads, lost, patience);
            Outcome outcome =
                    new Outcome(blow, place, victim, spared, lost.size(), lostSeconds, nextSeconds, sameSeconds);
            progress.step(outcome.toString());
            return outcome;
        } finally {
            if (blow == Blow.STOP) {
                network.resume(victim);
            }
        }
    }

    private void strike(Blow blow, TestnetNode victim) {
        switch (blow) {
            case KILL -> network.kill(victim);
            case STOP -> network.pause(victim);
        }
    }

    /** Begins one after the other, so that each one's circuit is known. */
    private List<Download> begin(TrickleServer server, ClientCircuits circuits) throws IOException {
        List<Download> all = new ArrayList<>();
        Set<Long> known = new HashSet<>();
        for (int i = 0; i < DOWNLOADS; i++) {
            Download one = Download.start(network.client().socks(), "download-" + round + "-" + i, server.port());
            one.awaitBegun(BEGIN);
            Map.Entry<Long, List<String>> circuit = circuits.awaitOther(known);
            known.add(circuit.getKey());
            one.hops(circuit.getValue());
            all.add(one);
        }
        return all;
    }

    private static List<Download> with(TestnetNode node, List<Download> downloads) {
        return downloads.stream()
                .filter(each -> each.hops().contains(node.nodeId()))
                .toList();
    }

    /**
     * Returns the relay that stands at a place of most paths while enough others do without it; as a middle none that is
     * an exit, so that enough exits are left for what comes next.
     */
    private Optional<TestnetNode> victim(Place place, List<Download> downloads) {
        String guard = downloads.get(0).hops().get(0);
        return network.nodes().stream()
                .filter(node -> place == Place.GUARD ? guard.equals(node.nodeId()) : !guard.equals(node.nodeId()))
                .filter(node -> place != Place.MIDDLE || !node.roles().contains("exit"))
                .filter(node -> at(place, node, downloads) > 0)
                .filter(node -> place == Place.GUARD || with(node, downloads).size() <= DOWNLOADS - SPARED)
                .max(Comparator.comparingLong(node -> at(place, node, downloads)));
    }

    private static long at(Place place, TestnetNode node, List<Download> downloads) {
        return downloads.stream()
                .filter(each -> each.hops().get(place.ordinal()).equals(node.nodeId()))
                .count();
    }

    /** Makes one small request; fails when it does not succeed at the first try. */
    private CompletableFuture<Double> request(String user) {
        long start = System.nanoTime();
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        Fetch.get(
                                new Socks5(network.client().socks(), user),
                                "127.0.0.1",
                                web.port(),
                                "/empty",
                                at -> {});
                        return (System.nanoTime() - start) / 1e9;
                    } catch (IOException failed) {
                        double after = (System.nanoTime() - start) / 1e9;
                        throw new TestnetException(
                                "the request of " + user + " failed after " + after + " s: " + failed.getMessage());
                    }
                },
                task -> {
                    Thread thread = new Thread(task, "request-" + user);
                    thread.setDaemon(true);
                    thread.start();
                });
    }

    private static double awaitLost(List<Download> lost, long startNs, Duration patience) {
        double last = 0;
        for (Download each : lost) {
            Download.End end = each.await(patience);
            if (end.error() == null) {
                throw new TestnetException("download " + each.user() + " went over the victim and yet came");
            }
            last = Math.max(last, (end.atNs() - startNs) / 1e9);
        }
        return last;
    }

    private static int awaitSpared(List<Download> downloads, List<Download> lost, Duration patience) {
        int spared = 0;
        for (Download each : downloads) {
            if (!lost.contains(each)) {
                Download.End end = each.await(patience);
                if (!TestBody.sha256(TrickleServer.BYTES).equals(end.sha256())) {
                    throw new TestnetException("download " + each.user() + " went over others only, and yet: " + end);
                }
                spared++;
            }
        }
        return spared;
    }

    @Override
    public void close() throws IOException {
        web.close();
    }
}
