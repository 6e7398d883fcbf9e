package org.qgate.testnet.trial;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.qgate.client.NodeShell;
import org.qgate.common.json.Json;
import org.qgate.testnet.Progress;
import org.qgate.testnet.Testnet;
import org.qgate.testnet.TestnetException;
import org.qgate.testnet.TestnetNode;
import org.qgate.testnet.TestnetOptions;
import org.qgate.testnet.trial.ExtenderOutcome.Lap;
import org.qgate.testnet.trial.ExtenderOutcome.Laps;
import org.qgate.testnet.trial.ExtenderOutcome.Replaced;

/**
 * Echo is replaced again and again on one node while callers of the same node and, over circuits, of another one call it in
 * closed loops. Wants a network made with {@link #options}.
 */
public final class ExtenderUpdates {
    /** Who serves: a relay that is no exit. */
    private static final int SERVER = 2;

    private static final Duration COMMAND = Duration.ofMinutes(5);
    private static final Duration LISTED = Duration.ofMinutes(3);
    private static final Duration WARM = Duration.ofSeconds(60);
    private static final long ENOUGH_TO_BEGIN = 50;
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Testnet network;
    private final ExtenderPackages packages;
    private final Versions echo;
    private final Progress progress;

    /**
     * How much is called meanwhile.
     *
     * @param callers on each of both nodes
     * @param pauseMs between an answer and the next request of the same caller
     */
    public record Load(int callers, long pauseMs) {}

    /** Packages of echo, each newer than the one before. */
    public interface Versions {
        /** Returns one, from 0 on. */
        Path minor(int number) throws IOException;
    }

    /** Prepares trials on a network that stands. */
    public ExtenderUpdates(Testnet network, ExtenderPackages packages, Progress progress) {
        this(network, packages, minor -> packages.echo("1." + minor + ".0"), progress);
    }

    /** Prepares trials with other packages of echo. */
    public ExtenderUpdates(Testnet network, ExtenderPackages packages, Versions echo, Progress progress) {
        this.network = network;
        this.packages = packages;
        this.echo = echo;
        this.progress = progress;
    }

    /** Returns the network that trials want: four nodes, one of them a service. */
    public static TestnetOptions options(Path dir) {
        return TestnetOptions.defaults(dir).sized(4, 1).with(SERVER, "org.qgate.kernel", "roles", "relay,service");
    }

    /**
     * Installs, calls, replaces, and goes back twice.
     *
     * @throws TestnetException when a version does not come into office
     */
    public ExtenderOutcome run(Load load, int updates) throws IOException {
        TestnetNode server = network.node(SERVER);
        try (NodeShell there = server.shell();
                NodeShell here = network.client().shell()) {
            for (NodeShell each : List.of(there, here)) {
                remove(each, ExtenderPackages.CALLER);
                live(each, "extender:install --json --yes --grant net.dial " + packages.caller());
            }
            remove(there, ExtenderPackages.ECHO);
            live(there, "extender:install --json --yes --grant net.accept --grant net.dial " + echo.minor(0));
            awaitListed(here, server.nodeId());
            begin(there, server.nodeId(), load);
            begin(here, server.nodeId(), load);
            awaitWarm(there);
            awaitWarm(here);
            progress.step(load.callers() + " callers on each of two nodes call echo");
            return measured(there, here, updates);
        }
    }

    private ExtenderOutcome measured(NodeShell there, NodeShell here, int updates) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int i = 1; i <= updates; i++) {
            files.add(echo.minor(i));
        }
        lap(there);
        lap(here);
        long begun = System.nanoTime();
        List<Replaced> updated = new ArrayList<>();
        for (Path file : files) {
            updated.add(replaced(there, "extender:update --json --wait --yes " + file));
        }
        long window = System.nanoTime() - begun;
        Lap remoteUpdating = lap(here);
        Lap localUpdating = lap(there);
        rest(window);
        Lap remoteQuiet = lap(here);
        Lap localQuiet = lap(there);
        List<Replaced> back = List.of(
                replaced(there, "extender:rollback --json " + ExtenderPackages.ECHO),
                replaced(there, "extender:rollback --json " + ExtenderPackages.ECHO));
        Laps remote = new Laps(remoteUpdating, remoteQuiet, lap(here));
        Laps local = new Laps(localUpdating, localQuiet, lap(there));
        run(there, "end");
        run(here, "end");
        return new ExtenderOutcome(List.copyOf(updated), back, remote, local);
    }

    /** What an earlier trial left there. */
    private static void remove(NodeShell shell, String id) throws IOException {
        boolean there = ((List<?>) json(shell, "extender:list --json").get("extenders"))
                .stream().anyMatch(each -> ((Map<?, ?>) each).get("id").equals(id));
        if (there) {
            json(shell, "extender:remove --json --erase --yes " + id);
        }
    }

    private static void rest(long ns) {
        long end = System.nanoTime() + ns;
        for (long left = ns; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private Replaced replaced(NodeShell shell, String command) throws IOException {
        long begun = System.nanoTime();
        Map<?, ?> change = live(shell, command);
        double seconds = (System.nanoTime() - begun) / 1e9;
        Replaced done = new Replaced(
                (String) change.get("from"),
                (String) change.get("to"),
                ((Number) change.get("gateClosedMicros")).longValue() / 1_000.0,
                seconds);
        progress.step(done.toString());
        return done;
    }

    private static void begin(NodeShell shell, String node, Load load) throws IOException {
        run(shell, "begin " + node + " " + load.callers() + " " + load.pauseMs());
    }

    private void awaitListed(NodeShell shell, String node) throws IOException {
        await(LISTED, "node " + node + " is listed with echo", () -> {
            List<?> rows = (List<?>) run(shell, "nodes").get("rows");
            return rows.contains(List.of(node));
        });
    }

    /** Until both ends have compiled what they do, and connections stand; failures of this time do not count. */
    private void awaitWarm(NodeShell shell) throws IOException {
        await(WARM, ENOUGH_TO_BEGIN + " calls are answered without a failure", () -> {
            Lap lap = lap(shell);
            return lap.calls() >= ENOUGH_TO_BEGIN && lap.failures() == 0;
        });
    }

    /** Something that may hold. */
    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(Duration bound, String what, Condition condition) throws IOException {
        long end = System.nanoTime() + bound.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - end > 0) {
                throw new TestnetException("not within " + bound + ": " + what);
            }
            LockSupport.parkNanos(LOOK_NS);
        }
    }

    private static Lap lap(NodeShell shell) throws IOException {
        Map<String, String> said = new HashMap<>();
        for (Object row : (List<?>) run(shell, "lap").get("rows")) {
            List<?> cells = (List<?>) row;
            said.put((String) cells.get(0), (String) cells.get(1));
        }
        return new Lap(
                Long.parseLong(said.get("calls")),
                Long.parseLong(said.get("failures")),
                Long.parseLong(said.get("backwards")),
                Long.parseLong(said.get("slowestMicros")) / 1_000.0,
                said.get("firstFailure"));
    }

    private static Map<?, ?> run(NodeShell shell, String command) throws IOException {
        return json(shell, "extender:run --json " + ExtenderPackages.CALLER + " " + command);
    }

    private static Map<?, ?> live(NodeShell shell, String command) throws IOException {
        return (Map<?, ?>) json(shell, command).get("change");
    }

    private static Map<?, ?> json(NodeShell shell, String command) throws IOException {
        NodeShell.Result result = shell.exec(command, COMMAND);
        if (result.exitCode() != 0) {
            throw new TestnetException(
                    "'" + command + "' ended with " + result.exitCode() + ": " + result.stderr() + result.stdout());
        }
        return (Map<?, ?>) Json.read(result.stdout());
    }
}
