package org.qgate.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.qgate.common.json.Json;

/** What {@code docs/operating.md} says of three hosts, done: a founder, a relay, an exit with a client beside it. */
class ThreeHostsIT {
    private static final int PAGE_PORT = 8080;
    private Path home;
    private Path folder;

    @Test
    void shouldCarryAPageBetweenThreeHosts() throws Exception {
        boolean possible = NetworkNamespaces.possible();
        if (!possible) {
            System.out.println("skipped: network namespaces need root and the ip command");
        }
        assumeTrue(possible, "network namespaces need root and the ip command");
        folder = Files.createTempDirectory(Path.of("target"), "hosts").toAbsolutePath();
        home = TestNode.unpack(folder).home();
        try (NetworkNamespaces hosts = new NetworkNamespaces(3)) {
            try {
                carry(hosts);
            } finally {
                for (String node : List.of("client", "third", "second", "first")) {
                    qgate(hosts, hostOf(node), node, "stop");
                }
            }
        }
    }

    private void carry(NetworkNamespaces hosts) throws Exception {
        relay(hosts, 1, "first", "network_found = three-hosts\n", "");
        start(hosts, 1, "first");
        Path network = base("first").resolve("etc/network.json");
        await("the founder writes network.json", () -> Files.exists(network));

        relay(hosts, 2, "second", "", "");
        relay(hosts, 3, "third", "", "exit = true\nexit_ports = " + PAGE_PORT + "\nexit_allow_ranges = 10.99.7.0/24\n");
        configure("client", "org.qgate.kernel", "distinct_subnets = false\n");
        configure("client", "org.qgate.dpn", "");
        Path shell = base("client").resolve("etc/org.apache.karaf.shell.cfg");
        Files.writeString(shell, Files.readString(shell).replace("sshPort = 8101", "sshPort = 8102"));
        for (String node : List.of("second", "third", "client")) {
            Files.copy(network, base(node).resolve("etc/network.json"));
            start(hosts, hostOf(node), node);
        }
        await("the client has a circuit", () -> bootstrap(hosts) == 100);

        Path classes = Path.of(PageServer.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Process server = hosts.on(
                        1,
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        classes.toString(),
                        PageServer.class.getName(),
                        hosts.address(1),
                        Integer.toString(PAGE_PORT))
                .inheritIO()
                .start();
        try {
            String url = "http://" + hosts.address(1) + ":" + PAGE_PORT + "/page";
            // The page server's own start is what may take a moment.
            await("the page comes", () -> page(hosts, url, 20).equals(PageServer.PAGE));
            assertHeals(hosts, url);
        } finally {
            server.destroy();
            assertTrue(server.waitFor(10, TimeUnit.SECONDS));
        }
        assertThreeHops(hosts);
    }

    /** There is no way around the second host: nothing works until it can be reached again, then all does by itself. */
    private void assertHeals(NetworkNamespaces hosts, String url) throws Exception {
        Duration dark = Duration.ofSeconds(Boolean.getBoolean("qgate.long") ? 60 : 5);
        hosts.cut(2);
        long until = System.nanoTime() + dark.toNanos();
        while (System.nanoTime() - until < 0) {
            assertNotEquals(PageServer.PAGE, page(hosts, url, 2));
        }
        hosts.heal(2);
        long healed = System.nanoTime();
        await("the page comes again", () -> page(hosts, url, 5).equals(PageServer.PAGE));
        System.out.printf(
                "again %.1f s after a link was cut for %d s%n", (System.nanoTime() - healed) / 1e9, dark.toSeconds());
    }

    private static String page(NetworkNamespaces hosts, String url, int seconds) throws Exception {
        String atMost = Integer.toString(seconds);
        return hosts.run(3, "curl", "-sS", "--max-time", atMost, "--socks5-hostname", "127.0.0.1:4280", url)
                .text();
    }

    private void relay(NetworkNamespaces hosts, int host, String node, String kernel, String dpn) throws Exception {
        configure(
                node,
                "org.qgate.kernel",
                "link_listen = " + hosts.address(host) + ":4270\ndistinct_subnets = false\n" + kernel);
        configure(node, "org.qgate.dpn", "socks_listen =\nhttp_listen =\n" + dpn);
    }

    private void configure(String node, String pid, String lines) throws Exception {
        Path etc = base(node).resolve("etc");
        if (!Files.exists(etc)) {
            Files.createDirectories(base(node));
            assertEquals(
                    0,
                    new ProcessBuilder("cp", "-R", home.resolve("etc").toString(), etc.toString())
                            .inheritIO()
                            .start()
                            .waitFor());
            Path key = folder.toAbsolutePath().resolve("keys").resolve(node);
            Files.writeString(etc.resolve("org.qgate.crypto.cfg"), "vault_key = " + key + "\n");
        }
        Files.writeString(etc.resolve(pid + ".cfg"), lines);
    }

    private Path base(String node) {
        return folder.resolve(node);
    }

    private static int hostOf(String node) {
        return Map.of("first", 1, "second", 2, "third", 3, "client", 3).get(node);
    }

    private void start(NetworkNamespaces hosts, int host, String node) throws Exception {
        NetworkNamespaces.Output started = qgate(hosts, host, node, "start");
        assertEquals(0, started.exitCode(), node + ": " + started.text());
    }

    private NetworkNamespaces.Output qgate(NetworkNamespaces hosts, int host, String node, String... arguments)
            throws Exception {
        String[] command = new String[arguments.length + 3];
        command[0] = home.resolve("bin/qgate").toString();
        command[1] = arguments[0];
        command[2] = "--base";
        command[3] = base(node).toString();
        System.arraycopy(arguments, 1, command, 4, arguments.length - 1);
        return hosts.run(host, command);
    }

    private long bootstrap(NetworkNamespaces hosts) throws Exception {
        NetworkNamespaces.Output status = qgate(hosts, 3, "client", "exec", "node:status --json");
        if (status.exitCode() != 0) {
            return -1;
        }
        return (Long) ((Map<?, ?>) Json.read(status.text())).get("bootstrapPercent");
    }

    private void assertThreeHops(NetworkNamespaces hosts) throws Exception {
        String listed = qgate(hosts, 3, "client", "exec", "circuit:list --json").text();
        List<?> circuits = (List<?>) ((Map<?, ?>) Json.read(listed)).get("circuits");
        boolean carried = circuits.stream()
                .map(circuit -> (Map<?, ?>) circuit)
                .filter(circuit -> (Long) circuit.get("bytesReceived") > 0)
                .anyMatch(circuit ->
                        ((List<?>) circuit.get("hops")).stream().distinct().count() == 3);
        assertTrue(carried, listed);
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(String what, Condition condition) throws Exception {
        long until = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > until) {
                throw new IOException("not in 90 s: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }
}
