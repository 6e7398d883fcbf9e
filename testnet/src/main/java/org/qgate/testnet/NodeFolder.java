package org.qgate.testnet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** One node's own folder: {@code etc} as shipped plus what makes it this node; {@code data} is left to the node. */
final class NodeFolder {
    /** Where the nodes' keys lie, beside the nodes' own folders. */
    static final String KEYS = "keys";

    private static final String KERNEL = "org.qgate.kernel";
    private static final String DPN = "org.qgate.dpn";
    private static final String STORE = "org.qgate.store";
    private static final String CRYPTO = "org.qgate.crypto";
    private static final String LOCAL = "org.qgate.local";
    private static final String SHELL = "org.apache.karaf.shell";
    private static final String LOGGING = "org.ops4j.pax.logging";

    private NodeFolder() {}

    /** Makes the folder of a node; {@code advertised} is where others reach its links, null for a client. */
    static void create(NodePlan plan, TestnetOptions options, Path distribution, String networkName, String advertised)
            throws IOException {
        Path etc = plan.dir().resolve("etc");
        Folders.copy(distribution.resolve("etc"), etc);
        Files.createDirectories(plan.dir().resolve("data").resolve("tmp"));
        Files.createDirectories(plan.dir().resolve("data").resolve("log"));
        Map<String, Map<String, String>> files = new TreeMap<>();
        files.put(SHELL, Map.of("sshHost", "127.0.0.1", "sshPort", Integer.toString(plan.ssh())));
        // Why a shell refuses a key is said nowhere else.
        files.put(
                LOGGING,
                Map.of(
                        "log4j2.logger.login.name", "org.apache.karaf.shell.ssh",
                        "log4j2.logger.login.level", "DEBUG"));
        files.put(KERNEL, kernel(plan, networkName, advertised));
        files.put(DPN, dpn(plan));
        files.put(STORE, Map.of("store_segment_mib", "4"));
        // One port for all nodes of a machine would serve one of them; who wants this says where, by the options.
        files.put(LOCAL, Map.of("https_listen", ""));
        files.put(CRYPTO, Map.of("vault_key", key(plan).toString()));
        add(files, options.settings().getOrDefault(TestnetOptions.ALL, Map.of()));
        add(files, options.settings().getOrDefault(plan.index(), Map.of()));
        for (Map.Entry<String, Map<String, String>> file : files.entrySet()) {
            ConfigFile.set(etc.resolve(file.getKey() + ".cfg"), file.getValue());
        }
    }

    /** Each node's key lies beside the nodes' folders: in none of them, and gone with the network. */
    private static Path key(NodePlan plan) {
        return plan.dir()
                .resolveSibling(KEYS)
                .resolve(Integer.toString(plan.index()))
                .toAbsolutePath();
    }

    private static void add(Map<String, Map<String, String>> files, Map<String, String> settings) {
        settings.forEach((name, value) -> {
            int slash = name.indexOf('/');
            Map<String, String> file = new LinkedHashMap<>(files.getOrDefault(name.substring(0, slash), Map.of()));
            file.put(name.substring(slash + 1), value);
            files.put(name.substring(0, slash), file);
        });
    }

    private static Map<String, String> kernel(NodePlan plan, String networkName, String advertised) {
        Map<String, String> values = new LinkedHashMap<>();
        if (plan.is("relay")) {
            values.put("link_listen", plan.link());
            values.put("roles", "relay, service");
            values.put("link_advertise", advertised);
            values.put("link_dial_from", plan.address());
        }
        if (plan.is("signer")) {
            values.put("network_found", networkName);
        }
        // All relays of a test network live in 127.0.1.0/24 and are dialled from few addresses.
        values.put("subnet_prefix_v4", "32");
        values.put("link_subnet_max", "4096");
        values.put("link_half_open_subnet_max", "512");
        values.put("link_attempts_per_minute", "10000");
        return values;
    }

    private static Map<String, String> dpn(NodePlan plan) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("socks_listen", plan.socks() == null ? "" : plan.socks());
        values.put("http_listen", plan.http() == null ? "" : plan.http());
        if (plan.is("exit")) {
            values.put("exit", "true");
            values.put("exit_ports", "1-65535");
            values.put("exit_allow_ranges", "127.0.0.0/8");
            values.put("exit_rate_per_circuit", "10000");
            values.put("exit_burst_per_circuit", "10000");
        }
        return values;
    }

    /** Puts the network's file where a waiting node looks for it: whole or not at all. */
    static void giveNetwork(Path file, Path nodeDir) throws IOException {
        Path etc = nodeDir.resolve("etc");
        Path aside = etc.resolve("network.json.new");
        Files.copy(file, aside, StandardCopyOption.REPLACE_EXISTING);
        Files.move(aside, etc.resolve("network.json"), StandardCopyOption.ATOMIC_MOVE);
    }
}
