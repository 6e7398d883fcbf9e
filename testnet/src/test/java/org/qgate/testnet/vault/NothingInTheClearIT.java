package org.qgate.testnet.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.NodeId;
import org.qgate.api.net.IpAddress;
import org.qgate.client.NodeShell;
import org.qgate.common.json.Json;
import org.qgate.sim.LoopbackDnsServer;
import org.qgate.sim.LoopbackHttpServer;
import org.qgate.testnet.Fetch;
import org.qgate.testnet.Socks5;
import org.qgate.testnet.Testnet;
import org.qgate.testnet.TestnetNode;
import org.qgate.testnet.TestnetOptions;

/**
 * Nodes work, are stopped, and every byte below their folders is searched for what they have seen: contents, names of
 * hosts and paths, other nodes, own keys. What may be found is what the operator has put into the configuration.
 */
@Timeout(300)
final class NothingInTheClearIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String NETWORK_FILE = "etc/network.json";
    private static final String CONFIGURATION_COPY =
            ".* in data/cache/bundle\\d+/data/config/org/qgate/kernel.config at .*";

    @TempDir
    private Path dir;

    private final String host = "host-" + UUID.randomUUID() + ".test";
    private final String blocked = "blocked-" + UUID.randomUUID() + ".test";
    private final String path = "path-" + UUID.randomUUID();
    private final String user = "user-" + UUID.randomUUID();
    private final String reason = "reason-" + UUID.randomUUID();
    private final Needles needles = new Needles();

    @Test
    void shouldLeaveNothingInTheClear() throws Exception {
        try (LoopbackHttpServer web = LoopbackHttpServer.start();
                LoopbackDnsServer names = new LoopbackDnsServer("127.0.0.1", 0)) {
            names.put(host, IpAddress.parse("127.0.0.1").orElseThrow());
            TestnetOptions options = TestnetOptions.defaults(dir.resolve("network"))
                    .with(TestnetOptions.ALL, "org.qgate.transport", "resolvers", "127.0.0.1:" + names.port());
            Testnet network = Testnet.start(options, line -> System.out.println("network: " + line));
            try {
                PlainState before = useKeysOfBefore(network);
                session(network, web);
                collect(network, before);
            } finally {
                network.close();
            }
            search(network);
        }
    }

    /** The client becomes a node that was made before there were vaults. */
    private PlainState useKeysOfBefore(Testnet network) throws IOException {
        TestnetNode client = network.client();
        network.stop(client);
        Path state = client.dir().resolve("data/qgate");
        for (String each : List.of("crypto", "store")) {
            delete(state.resolve(each));
        }
        delete(network.dir().resolve("keys").resolve("0"));
        PlainState plain = new PlainState(state);
        String id =
                (String) ((Map<?, ?>) Json.read(Files.readString(client.dir().resolve(NETWORK_FILE)))).get("id");
        NodeId expected = plain.identity(id).nodeId();
        TestnetNode again = network.startAgain(client);
        network.awaitReady(again, PATIENCE);
        Map<?, ?> status = (Map<?, ?>) again.json("node:status --json").get("node");
        assertEquals(expected.toString(), status.get("nodeId"), "the keys of before were taken over");
        needles.bytes("own node id", expected.bytes());
        needles.text("own node id", expected.toString());
        return plain;
    }

    private static void delete(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (var inside = Files.newDirectoryStream(folder)) {
                for (Path each : inside) {
                    delete(each);
                }
            }
        }
        Files.deleteIfExists(folder);
    }

    /** A bit of everything that leaves traces. */
    private void session(Testnet network, LoopbackHttpServer web) throws IOException {
        TestnetNode client = network.client();
        Socks5 proxy = new Socks5(client.socks(), user);
        for (String each : List.of("/bytes/2000000?" + path, "/page?" + path)) {
            Fetch.get(proxy, host, web.port(), each, at -> {});
        }
        assertTrue(web.requests().stream().anyMatch(head -> head.contains(path)), "the server saw the path");
        exec(client, "dpn:rule-add " + blocked + " block");
        exec(client, "peer:ban " + network.node(4).nodeId() + " " + reason);
        exec(client, "peer:unban " + network.node(4).nodeId());
        exec(client, "peer:ban " + network.node(3).nodeId() + " " + reason);
        exec(client, "dpn:new-identity");
        assertEquals(
                64, exec(client, "dpn:rule-add " + path + "/ no-such-action").exitCode());
        exec(client, "vault:rotate");
        exec(client, "vault:lock");
        exec(client, "vault:unlock");
    }

    private static NodeShell.Result exec(TestnetNode node, String command) {
        NodeShell.Result result = node.exec(command);
        System.out.println(command.split(" ")[0] + ": " + result.exitCode() + " " + result.stderr());
        return result;
    }

    private void collect(Testnet network, PlainState before) throws IOException {
        needles.text("name of a host", host);
        needles.text("name of a blocked host", blocked);
        needles.text("path of a page", path);
        needles.text("name of a SOCKS user", user);
        needles.text("reason of a ban", reason);
        needles.text("content of a page", "A page through three hops");
        needles.bytes("content of a page", LoopbackHttpServer.page());
        List<byte[]> secrets = before.secrets();
        for (int i = 0; i < secrets.size(); i++) {
            needles.bytes("key " + i, secrets.get(i));
        }
        for (TestnetNode node : network.nodes()) {
            nodes(node);
            needles.bytes(
                    "secret of key file " + node.index(),
                    keySecret(network.dir().resolve("keys").resolve(Integer.toString(node.index()))));
        }
    }

    private void nodes(TestnetNode node) {
        NodeId id = NodeId.parse(node.nodeId());
        needles.bytes("id of node " + node.index(), id.bytes());
        needles.text("id of node " + node.index(), id.brief());
        if (node.link() != null) {
            needles.text("address of node " + node.index(), node.link());
        }
    }

    /** Version 1 of the key file: after 26 bytes come 32 of secret. */
    private static byte[] keySecret(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        assertEquals(74, content.length, "length of " + file);
        return Arrays.copyOfRange(content, 26, 58);
    }

    private void search(Testnet network) throws IOException {
        Set<String> unexpected = new TreeSet<>();
        List<String> reported = new ArrayList<>();
        for (TestnetNode node : network.nodes()) {
            Needles.Found found = needles.search(node.dir());
            found.finds().stream()
                    .filter(each -> !isConfigured(node, each))
                    .forEach(each -> unexpected.add("node " + node.index() + ": " + each));
            reported.add("node " + node.index() + ": " + found.files() + " files, " + found.bytes() + " bytes");
        }
        System.out.println(needles.count() + " forms searched in " + reported);
        assertEquals(Set.of(), unexpected);
        proveThatItFinds(network.client());
    }

    /** The seed is pinned by the network's file; a relay's own address is in its configuration and the platform's copy. */
    private static boolean isConfigured(TestnetNode node, String find) {
        boolean pinned = find.contains(" of node 1 in " + NETWORK_FILE + " ");
        boolean own = find.startsWith("address of node " + node.index() + " in ");
        return pinned || own && (find.contains(" in etc/org.qgate.kernel.cfg ") || find.matches(CONFIGURATION_COPY));
    }

    /** A search that finds nothing proves something only if it can find. */
    private void proveThatItFinds(TestnetNode node) throws IOException {
        byte[] page = LoopbackHttpServer.page();
        Files.write(node.dir().resolve("data/planted"), page);
        Files.writeString(node.dir().resolve("data/planted.b64"), encoded(host));
        Set<String> finds = needles.search(node.dir().resolve("data")).finds();
        assertTrue(
                finds.stream().anyMatch(each -> each.startsWith("content of a page in planted at")), finds::toString);
        assertTrue(
                finds.stream().anyMatch(each -> each.startsWith("name of a host in planted.b64 at")), finds::toString);
    }

    private static String encoded(String text) {
        byte[] inside = ("{\"to\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(inside);
    }
}
