package org.qgate.testnet.trial;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qgate.client.NodeShell;
import org.qgate.common.json.Json;
import org.qgate.sim.LoopbackHttpServer;
import org.qgate.testnet.Progress;
import org.qgate.testnet.Socks5;
import org.qgate.testnet.Testnet;
import org.qgate.testnet.TestnetException;
import org.qgate.testnet.TestnetNode;
import org.qgate.testnet.raw.RelayTarget;
import org.qgate.testnet.trial.ConnectLoop.Listener;
import org.qgate.testnet.trial.UpdateOutcome.Role;
import org.qgate.testnet.trial.UpdateOutcome.Update;

/**
 * Bundles of a client, a relay and an exit are replaced in turn under a paced download, idle streams, idle links and a
 * loop that connects to all listeners. Wants a network in which every path leads over node 1 and the last one: four nodes,
 * one exit.
 */
public final class UpdatesUnderLoad {
    private static final Duration BEGIN = Duration.ofSeconds(60);
    private static final Duration COMMAND = Duration.ofMinutes(5);
    private static final Duration REST_OF_DOWNLOAD = Duration.ofMinutes(5);

    private final Testnet network;
    private final Packages packages;
    private final Progress progress;

    /**
     * What the network bears meanwhile.
     *
     * @param bytes length of the download
     * @param bytesPerSecond how fast it is read while updates go on
     */
    public record Load(int streams, int links, long bytes, long bytesPerSecond) {}

    /** Counters of one node as they were last. */
    private record Adopted(long links, long circuits, long streams) {}

    /** Prepares trials on a network that stands. */
    public UpdatesUnderLoad(Testnet network, Packages packages, Progress progress) {
        this.network = network;
        this.packages = packages;
        this.progress = progress;
    }

    /**
     * Replaces each bundle of the list on each of the three nodes, one after the other.
     *
     * @param bundles such as {@code kernel}; one named twice is replaced twice
     * @throws TestnetException when an update does not come into office, or the download hangs
     */
    public UpdateOutcome run(Load load, List<String> bundles) throws IOException {
        try (ClientCircuits circuits = new ClientCircuits(network.client())) {
            circuits.awaitNone();
        }
        try (LoopbackHttpServer web = LoopbackHttpServer.start();
                IdleStreams streams = IdleStreams.open(network.client().socks(), load.streams());
                IdleLinks links = IdleLinks.open(seed(), load.links());
                ConnectLoop connects = new ConnectLoop(listeners())) {
            Socks5 proxy = new Socks5(network.client().socks(), "download");
            PacedDownload download = PacedDownload.start(proxy, web.port(), load.bytes(), load.bytesPerSecond());
            download.awaitBegun(BEGIN);
            List<Update> updates = updates(bundles);
            long arrived = download.arrived();
            UpdateOutcome.Connects met = connects.end();
            int answering = streams.answering();
            long linked = links.answering();
            download.release();
            PacedDownload.End end = download.await(REST_OF_DOWNLOAD);
            return new UpdateOutcome(
                    updates,
                    end.whole() && end.right(),
                    load.bytes(),
                    arrived,
                    web.requests().size(),
                    load.streams(),
                    answering,
                    load.links(),
                    linked,
                    met);
        }
    }

    private RelayTarget seed() throws IOException {
        return RelayTarget.seed(network.node(1).dir().resolve("etc").resolve("network.json"));
    }

    private List<Listener> listeners() {
        List<Listener> all = new ArrayList<>();
        for (TestnetNode node : network.nodes()) {
            if (node.socks() != null) {
                all.add(new Listener(node.socks(), true));
                all.add(new Listener(node.http(), false));
            }
            if (node.link() != null) {
                all.add(new Listener(node.link(), false));
            }
        }
        return all;
    }

    private TestnetNode node(Role role) {
        return switch (role) {
            case CLIENT -> network.client();
            case RELAY -> network.node(1);
            case EXIT -> network.node(network.nodes().size() - 1);
        };
    }

    private List<Update> updates(List<String> bundles) throws IOException {
        List<Update> updates = new ArrayList<>();
        try (NodeShell client = node(Role.CLIENT).shell();
                NodeShell relay = node(Role.RELAY).shell();
                NodeShell exit = node(Role.EXIT).shell()) {
            Map<Role, NodeShell> shells = Map.of(Role.CLIENT, client, Role.RELAY, relay, Role.EXIT, exit);
            Map<Role, Adopted> before = new LinkedHashMap<>();
            for (Role role : Role.values()) {
                before.put(role, adopted(shells.get(role)));
            }
            for (String bundle : bundles) {
                Path file = packages.later(bundle);
                for (Role role : Role.values()) {
                    Update done = update(shells.get(role), role, bundle, file, before);
                    progress.step(done.toString());
                    updates.add(done);
                }
            }
        }
        return updates;
    }

    private static Update update(NodeShell shell, Role role, String bundle, Path file, Map<Role, Adopted> before)
            throws IOException {
        long start = System.nanoTime();
        Map<?, ?> entry = (Map<?, ?>) json(shell, "node:update --json " + file).get("update");
        double seconds = (System.nanoTime() - start) / 1e9;
        if (!"PROBATION".equals(entry.get("outcome"))) {
            throw new TestnetException(role + " " + bundle + " did not come into office: " + entry);
        }
        Adopted was = before.get(role);
        Adopted is = adopted(shell);
        before.put(role, is);
        return new Update(
                role,
                bundle,
                number(entry, "gateClosedMicros") / 1_000.0,
                seconds,
                steps(entry),
                is.links() - was.links(),
                is.circuits() - was.circuits(),
                is.streams() - was.streams());
    }

    private static Map<String, Long> steps(Map<?, ?> entry) {
        Map<String, Long> micros = new LinkedHashMap<>();
        for (Object each : (List<?>) entry.get("steps")) {
            Map<?, ?> step = (Map<?, ?>) each;
            micros.put((String) step.get("step"), number(step, "micros"));
        }
        return micros;
    }

    private static Adopted adopted(NodeShell shell) throws IOException {
        Map<?, ?> counters = (Map<?, ?>) json(shell, "node:versions --json").get("counters");
        return new Adopted(
                number(counters, "linksAdopted"),
                number(counters, "circuitsAdopted"),
                number(counters, "streamsAdopted"));
    }

    private static Map<?, ?> json(NodeShell shell, String command) throws IOException {
        NodeShell.Result result = shell.exec(command, COMMAND);
        if (result.exitCode() != 0) {
            throw new TestnetException(
                    "'" + command + "' ended with " + result.exitCode() + ": " + result.stderr() + result.stdout());
        }
        return (Map<?, ?>) Json.read(result.stdout());
    }

    private static long number(Map<?, ?> map, String name) {
        return ((Number) map.get(name)).longValue();
    }
}
