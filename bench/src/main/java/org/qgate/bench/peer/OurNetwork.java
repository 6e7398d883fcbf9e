package org.qgate.bench.peer;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qgate.testnet.LinkFront;
import org.qgate.testnet.ProcessCost;
import org.qgate.testnet.Progress;
import org.qgate.testnet.Testnet;
import org.qgate.testnet.TestnetOptions;

/** Our network of five nodes. */
public final class OurNetwork implements Side {
    private static final long CARRIED = 1 << 20;

    private final Testnet network;
    private final Thread stop;

    private OurNetwork(Testnet network) {
        this.network = network;
        this.stop = new Thread(network::stop, "bench-stop"); // Ctrl-C leaves nothing behind
        Runtime.getRuntime().addShutdownHook(stop);
    }

    /** Starts it; returns when it carries. */
    public static OurNetwork start(Path dir, LinkFront front, Progress progress) {
        return new OurNetwork(Testnet.start(TestnetOptions.defaults(dir), progress, front));
    }

    @Override
    public String name() {
        return "qgate";
    }

    @Override
    public String socks() {
        return network.client().socks();
    }

    @Override
    public boolean isolatesUsers() {
        return true;
    }

    @Override
    public double cpuSeconds() {
        return network.nodes().stream()
                .mapToDouble(node -> ProcessCost.cpuSeconds(node.process().pid()))
                .sum();
    }

    @Override
    public Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("provider", provider(network.client().json("node:status --json")));
        facts.put("cellBytes", cellBytes());
        facts.put("processes", network.nodes().size());
        return facts;
    }

    /** Returns who encrypts records, such as {@code AES-256-GCM by SunJCE}. */
    private static String provider(Map<String, Object> status) {
        if (status.get("crypto") instanceof Map<?, ?> crypto
                && crypto.get("algorithms") instanceof List<?> algorithms) {
            return algorithms.stream()
                    .map(each -> (Map<?, ?>) each)
                    .filter(each -> String.valueOf(each.get("name")).contains("GCM"))
                    .map(each -> each.get("name") + " by " + each.get("provider"))
                    .findFirst()
                    .orElse("unknown");
        }
        return "unknown";
    }

    /** Returns the cell size of a circuit that carried something. */
    private Object cellBytes() {
        Object widest = "unknown";
        for (Object each :
                (List<?>) network.client().json("circuit:list --json").get("circuits")) {
            Map<?, ?> circuit = (Map<?, ?>) each;
            if (circuit.get("bytesReceived") instanceof Long received && received > CARRIED) {
                widest = circuit.get("cellBytes");
            }
        }
        return widest;
    }

    /** Stops the network and removes its folder. */
    @Override
    public void close() {
        network.close();
        network.delete();
        try {
            Runtime.getRuntime().removeShutdownHook(stop);
        } catch (IllegalStateException stopping) {
            // the program ends: the hook finds nothing left to do
        }
    }
}
