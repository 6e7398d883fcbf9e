package org.qgate.testnet.trial;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.qgate.client.NodeShell;
import org.qgate.common.json.Json;
import org.qgate.testnet.Testnet;
import org.qgate.testnet.TestnetException;
import org.qgate.testnet.TestnetNode;

/** Somebody who writes messages by the commands of one node's shell. Thread-safe but for what changes the node. */
public final class MessengerUser implements AutoCloseable {
    private static final String RUN = "extender:run --json --timeout 60 " + MessengerPackages.ID + " ";
    private static final Duration COMMAND = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(300);

    private static final int MOST_SHOWN = 1_000;
    /** Columns of what is read: number, time, author, text, state. */
    private static final int BY = 2;

    private static final int TEXT = 3;

    private final Testnet network;
    private final int index;
    private final String name;
    private final ConcurrentLinkedDeque<NodeShell> idle = new ConcurrentLinkedDeque<>();

    /** Somebody on one node. */
    public MessengerUser(Testnet network, int index, String name) {
        this.network = network;
        this.index = index;
        this.name = name;
    }

    /** Returns how others call this one. */
    public String name() {
        return name;
    }

    /** Returns the node, as it is now. */
    public TestnetNode node() {
        return network.node(index);
    }

    /** Installs a package, and waits until it is live. */
    public void install(Path file) {
        must("extender:install --json --yes " + MessengerPackages.GRANTS + " " + file);
    }

    /** Replaces it and waits until the new version is confirmed. */
    public void update(Path file) {
        must("extender:update --json --wait --yes " + file);
    }

    /** Goes back one version. */
    public void rollback() {
        must("extender:rollback --json " + MessengerPackages.ID);
    }

    /** Returns the version that serves. */
    public String version() {
        return String.valueOf(info().get("version"));
    }

    /** Returns what the node says of the messenger. */
    public Map<?, ?> info() {
        return (Map<?, ?>) must("extender:info --json " + MessengerPackages.ID).get("extender");
    }

    /** Has its messages kept by the node of another; returns once there is a box. */
    public void usesMailbox(MessengerUser keeper) {
        must("extender:set --json " + MessengerPackages.ID + " mailbox "
                + keeper.node().nodeId());
        await(
                name + " has a box",
                () -> rows("mailbox").stream().anyMatch(row -> row.contains("mailbox") && row.contains("ready")),
                () -> rows("mailbox") + " " + rows("status"));
    }

    /** Knows somebody from now on, by name. */
    public void meets(MessengerUser other) {
        rows("contact add " + other.name + " " + other.address());
    }

    /** Returns where this one is written to. */
    public String address() {
        return rows("address").get(0).get(0);
    }

    /** Makes a group; returns once all members have it. */
    public void makesGroup(String group, MessengerUser... members) {
        String names = Stream.of(members).map(MessengerUser::name).collect(Collectors.joining(" "));
        rows("group create " + group + " " + names);
        for (MessengerUser each : members) {
            await(
                    each.name + " is in " + group,
                    () -> each.rows("group list").stream()
                            .anyMatch(row -> row.get(0).startsWith(group)),
                    () -> each.rows("group list") + " " + each.rows("status") + " " + rows("status"));
        }
    }

    /** Writes what must be taken. */
    public void writes(String to, String text) {
        rows("send " + to + " " + text);
    }

    /** Sends a file. */
    public void sendsFile(String to, Path file) {
        rows("attach " + to + " " + file.toAbsolutePath());
    }

    /** Waits until a file came, and saves it. */
    public void savesFile(String talk, String file, Path where) {
        awaitText(talk, "file: " + file);
        String number = rows("read " + talk).stream()
                .filter(row -> row.get(TEXT).equals("file: " + file))
                .findFirst()
                .orElseThrow()
                .get(0);
        String save = "save " + number + " " + where.toAbsolutePath();
        await(name + " saves " + file, () -> tried(save).isPresent(), () -> said(RUN + save) + said(RUN + "status"));
    }

    /** Returns the texts of a talk, its last thousand, by everybody in it, oldest first. */
    public List<String> texts(String talk) {
        return rows("read " + talk + " " + MOST_SHOWN).stream()
                .filter(row -> !row.get(BY).equals("-"))
                .map(row -> row.get(TEXT))
                .toList();
    }

    /** Waits until a text is in a talk. */
    public void awaitText(String talk, String text) {
        await(name + " reads " + text, () -> has(talk, text), () -> said(RUN + "read " + talk) + said(RUN + "status"));
    }

    /** Somebody who writes first has no name here yet. */
    private boolean has(String talk, String text) {
        return tried("read " + talk)
                .map(result -> result.stdout().contains("\"" + text + "\""))
                .orElse(false);
    }

    /** Runs a command of the messenger that must succeed; returns the rows of its answer. */
    public List<List<String>> rows(String command) {
        List<List<String>> rows = new ArrayList<>();
        for (Object row : (List<?>) must(RUN + command).get("rows")) {
            rows.add(((List<?>) row).stream().map(String::valueOf).toList());
        }
        return rows;
    }

    /** Writes; whether the messenger said that it was taken. When it did not, it may have been nevertheless. */
    public boolean send(String to, String text) {
        try {
            return exec(RUN + "send " + to + " " + text).exitCode() == 0;
        } catch (IOException notNow) {
            return false;
        }
    }

    /** Has the operating system kill the node, and starts it again; returns when its messenger serves. */
    public void killed() {
        TestnetNode before = node();
        network.kill(before);
        close();
        await(name + "'s node is gone", () -> !before.alive(), () -> "it lives");
        network.startAgain(before);
        awaitServing();
    }

    /** Waits until the messenger runs commands. */
    public void awaitServing() {
        await(name + "'s messenger serves", () -> tried("status").isPresent(), () -> said("extender:list"));
    }

    /** Runs it in a session that is open already, if there is one. */
    private NodeShell.Result exec(String command) throws IOException {
        NodeShell shell = idle.poll();
        try {
            shell = shell == null ? node().shell() : shell;
            NodeShell.Result result = shell.exec(command, COMMAND);
            idle.push(shell);
            return result;
        } catch (IOException failed) {
            if (shell != null) {
                shell.close();
            }
            close();
            throw failed;
        }
    }

    /** Closes its sessions. */
    @Override
    public void close() {
        for (NodeShell shell = idle.poll(); shell != null; shell = idle.poll()) {
            shell.close();
        }
    }

    private Optional<NodeShell.Result> tried(String command) {
        try {
            return Optional.of(exec(RUN + command)).filter(result -> result.exitCode() == 0);
        } catch (IOException notNow) {
            return Optional.empty();
        }
    }

    private String said(String command) {
        try {
            NodeShell.Result result = exec(command);
            return result.stdout() + result.stderr();
        } catch (IOException failed) {
            return failed.toString();
        }
    }

    private Map<?, ?> must(String command) {
        try {
            NodeShell.Result result = exec(command);
            if (result.exitCode() != 0) {
                throw new TestnetException(name + ": '" + command + "' ended with " + result.exitCode() + ": "
                        + result.stderr() + result.stdout());
            }
            return (Map<?, ?>) Json.read(result.stdout());
        } catch (IOException failed) {
            throw new TestnetException(name + ": '" + command + "': " + failed.getMessage(), true, failed);
        }
    }

    /**
     * Waits for a condition.
     *
     * @param said what was there instead
     */
    public static void await(String what, BooleanSupplier condition, Supplier<?> said) {
        long endNs = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - endNs > 0) {
                throw new TestnetException("not within " + PATIENCE + ": " + what + "; " + said.get());
            }
            LockSupport.parkNanos(LOOK_NS);
        }
    }
}
