package org.qgate.testnet.extender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.qgate.client.NodeShell;
import org.qgate.testnet.Folders;
import org.qgate.testnet.LoneNode;
import org.qgate.testnet.TestnetException;
import org.qgate.testnet.TestnetOptions;
import org.qgate.testnet.trial.ExtenderPackages;
import org.qgate.testnet.trial.Packages;

/** One real node with echo on it, and with somebody of the same node who calls echo all the time when told to. */
final class EchoNode implements AutoCloseable {
    static final String ECHO = ExtenderPackages.ECHO;
    static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final TestnetOptions options;
    private final int port;
    private final ExtenderPackages packages;
    private LoneNode node;

    private EchoNode(TestnetOptions options) throws IOException {
        this.options = options;
        port = LoneNode.freePorts(options.dir().resolveSibling("ports"));
        packages = new ExtenderPackages(options.dir().resolveSibling("packages"), Packages.releaseKey());
        LoneNode.prepare(options, port);
        start();
    }

    /** Starts a node with a folder of its own and nothing on it. */
    static EchoNode start(String name) throws IOException {
        return new EchoNode(TestnetOptions.defaults(folder(name).resolve("node")));
    }

    /** Starts one that finds these programs first: files of a folder {@code programs} beside the node's. */
    static EchoNode start(String name, Map<String, String> programs) throws IOException {
        Path dir = folder(name).toAbsolutePath();
        Path folder = Files.createDirectory(dir.resolve("programs"));
        for (Map.Entry<String, String> each : programs.entrySet()) {
            program(folder.resolve(each.getKey()), each.getValue());
        }
        TestnetOptions usual = TestnetOptions.defaults(dir.resolve("node"));
        Path java = program(dir.resolve("java"), "PATH=" + folder + ":$PATH exec " + usual.java() + " \"$@\"");
        return new EchoNode(new TestnetOptions(
                usual.nodes(),
                usual.exits(),
                usual.dir(),
                usual.distribution(),
                java,
                usual.timeout(),
                usual.settings()));
    }

    private static Path folder(String name) throws IOException {
        Path dir = Path.of("target", "extender-" + name);
        Folders.delete(dir);
        return Files.createDirectories(dir);
    }

    /** Writes a shell script, whole before anybody can run it. */
    static Path program(Path file, String script) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rwxr-xr-x"));
        return Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private void start() throws IOException {
        node = LoneNode.startAgain(options, port);
        assertTrue(node.awaitShell("extender:list", PATIENCE), "the node's shell lists extenders");
    }

    ExtenderPackages packages() {
        return packages;
    }

    LoneNode node() {
        return node;
    }

    Path dir() {
        return options.dir();
    }

    String id() {
        return (String) json("node:id --json").get("nodeId");
    }

    /** Installs echo and who calls it. */
    void installBoth() throws IOException {
        install(packages.echo("1.0.0"), "net.accept", "net.dial");
        install(packages.caller(), "net.dial");
    }

    /** Installs a package, or updates to it, and waits until it is live. */
    void install(Path file, String... grants) {
        json("extender:install --json --yes" + granting(grants) + " " + file);
    }

    private static String granting(String... grants) {
        return Stream.of(grants).map(each -> " --grant " + each).collect(Collectors.joining());
    }

    /** Runs a command that must succeed. */
    Map<String, Object> json(String command) {
        return node.node().json(command);
    }

    NodeShell.Result exec(String command) {
        return node.node().exec(command);
    }

    /** Runs a command of an extender and returns the rows of its answer. */
    List<List<String>> run(String extender, String command) {
        List<?> rows = (List<?>) json("extender:run --json --timeout 120 " + extender + " " + command)
                .get("rows");
        return rows.stream()
                .map(row -> ((List<?>) row).stream().map(String::valueOf).toList())
                .toList();
    }

    Map<?, ?> info(String extender) {
        return (Map<?, ?>) json("extender:info --json " + extender).get("extender");
    }

    String state(String extender) {
        return String.valueOf(info(extender).get("state"));
    }

    void awaitState(String extender, String... states) {
        await(
                extender + " is " + String.join(" or ", states),
                () -> List.of(states).contains(state(extender)),
                () -> info(extender));
    }

    /** Returns how often something was refused to an extender for want of a permission or a quota. */
    long refusals(String extender, String permission) {
        for (Object each :
                (List<?>) json("extender:permissions --json " + extender).get("permissions")) {
            Map<?, ?> row = (Map<?, ?>) each;
            if (row.get("name").equals(permission)) {
                return ((Number) row.get("refusals")).longValue();
            }
        }
        throw new AssertionError(extender + " does not ask for " + permission);
    }

    /** Lets callers call echo in closed loops until {@link #end}; returns when they get answers. */
    void begin(int callers) {
        run(ExtenderPackages.CALLER, "begin " + id() + " " + callers + " 5");
        await("callers get answers", () -> number(lap(), "calls") > 0, () -> info(ECHO));
    }

    /** Returns what callers met since the last look. */
    Map<String, String> lap() {
        return run(ExtenderPackages.CALLER, "lap").stream()
                .collect(Collectors.toMap(row -> row.get(0), row -> row.get(1)));
    }

    static long number(Map<String, String> lap, String what) {
        return Long.parseLong(lap.get(what));
    }

    /** Checks that callers were answered, and always, since the last look. */
    void assertServed(String when) {
        Map<String, String> lap = lap();
        assertEquals("0", lap.get("failures"), () -> when + ": " + lap);
        assertEquals("0", lap.get("backwards"), () -> when + ": " + lap);
        assertTrue(number(lap, "calls") > 0, () -> when + ": " + lap);
    }

    void end() {
        run(ExtenderPackages.CALLER, "end");
    }

    /** Has the operating system kill the node, and waits until it is gone. */
    void kill() {
        ProcessHandle process = ProcessHandle.of(node.node().process().pid())
                .orElseThrow(() -> new TestnetException("the node has ended already"));
        process.destroyForcibly();
        awaitGone();
    }

    void awaitGone() {
        await("the node is gone", () -> !node.node().alive(), () -> "it lives");
    }

    /** Starts the node again. */
    void startAgain() throws IOException {
        start();
    }

    /** Waits for a condition; {@code said} tells what was there instead. */
    static void await(String what, BooleanSupplier condition, Supplier<?> said) {
        long endNs = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - endNs < 0, () -> "not in time: " + what + "; " + said.get());
            LockSupport.parkNanos(LOOK_NS);
        }
    }

    @Override
    public void close() {
        if (node.node().alive()) {
            kill();
        }
    }
}
