package org.qgate.testnet;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What network to start.
 *
 * @param nodes 4 to 64: node 0 is a client, node 1 seed and signer, the last {@code exits} are exits
 * @param exits 1 to {@code nodes - 2}; node 1 is never an exit
 * @param dir where everything of this network goes
 * @param distribution the unpacked distribution, copied into {@code dir}
 * @param java the {@code java} program to run nodes with
 * @param timeout until all must be ready
 * @param settings further configuration by node: index, then {@code pid/key}, then value; index -1 is every node
 * @param javaOptions options of the nodes' Java processes beside those of the distribution
 */
public record TestnetOptions(
        int nodes,
        int exits,
        Path dir,
        Path distribution,
        Path java,
        Duration timeout,
        Map<Integer, Map<String, String>> settings,
        List<String> javaOptions) {
    /** Every node, where an index is asked for. */
    public static final int ALL = -1;

    private static final int MAX_NODES = 64;

    /** Refuses networks in which no path of three relays exists. */
    public TestnetOptions {
        if (nodes < 4 || nodes > MAX_NODES) {
            throw new TestnetException("a test network has 4 to 64 nodes, not " + nodes, false, null);
        }
        if (exits < 1 || exits > nodes - 2) {
            throw new TestnetException(
                    "of " + nodes + " nodes 1 to " + (nodes - 2) + " are exits, not " + exits, false, null);
        }
        dir = dir.toAbsolutePath().normalize();
        distribution = distribution.toAbsolutePath().normalize();
        settings = Map.copyOf(settings);
        javaOptions = List.copyOf(javaOptions);
    }

    /** Makes options without further ones for Java. */
    public TestnetOptions(
            int nodes,
            int exits,
            Path dir,
            Path distribution,
            Path java,
            Duration timeout,
            Map<Integer, Map<String, String>> settings) {
        this(nodes, exits, dir, distribution, java, timeout, settings, List.of());
    }

    /** Makes options for this machine: five nodes, two exits, the distribution and JDK that the launcher named. */
    public static TestnetOptions defaults(Path dir) {
        return new TestnetOptions(5, 2, dir, distributionFolder(), thisJava(), Duration.ofSeconds(180), Map.of());
    }

    /** Returns the same with other numbers. */
    public TestnetOptions sized(int otherNodes, int otherExits) {
        return new TestnetOptions(otherNodes, otherExits, dir, distribution, java, timeout, settings, javaOptions);
    }

    /** Returns the same with another bound. */
    public TestnetOptions within(Duration bound) {
        return new TestnetOptions(nodes, exits, dir, distribution, java, bound, settings, javaOptions);
    }

    /**
     * Returns the same with one more configuration value.
     *
     * @param node index, or {@link #ALL}
     * @param file such as {@code org.qgate.kernel}
     */
    public TestnetOptions with(int node, String file, String key, String value) {
        Map<Integer, Map<String, String>> more = new TreeMap<>(settings);
        Map<String, String> ofNode = new TreeMap<>(more.getOrDefault(node, Map.of()));
        ofNode.put(file + "/" + key, value);
        more.put(node, Map.copyOf(ofNode));
        return new TestnetOptions(nodes, exits, dir, distribution, java, timeout, more, javaOptions);
    }

    /** Returns the same with one more option of Java, such as {@code -XX:-DisableAttachMechanism}. */
    public TestnetOptions withJava(String option) {
        List<String> more = new ArrayList<>(javaOptions);
        more.add(option);
        return new TestnetOptions(nodes, exits, dir, distribution, java, timeout, settings, more);
    }

    /** Returns where networks go by default: a folder in the user's cache. */
    public static Path defaultDir() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path root =
                cache == null || cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return root.resolve("qgate").resolve("testnet");
    }

    private static Path distributionFolder() {
        String folder = System.getProperty("qgate.distribution");
        if (folder == null) {
            throw new TestnetException(
                    "the property qgate.distribution does not name an unpacked distribution", false, null);
        }
        return Path.of(folder);
    }

    private static Path thisJava() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }
}
