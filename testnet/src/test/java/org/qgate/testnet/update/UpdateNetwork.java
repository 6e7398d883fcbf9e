package org.qgate.testnet.update;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.qgate.sim.LoopbackHttpServer;
import org.qgate.sim.TestBody;
import org.qgate.testnet.Fetch;
import org.qgate.testnet.Socks5;
import org.qgate.testnet.Testnet;
import org.qgate.testnet.TestnetException;
import org.qgate.testnet.TestnetOptions;
import org.qgate.testnet.broken.BrokenBundle;
import org.qgate.testnet.broken.Fault;
import org.qgate.testnet.trial.Packages;

/**
 * Four real nodes whose bundles are replaced: a client, two relays, an exit, so that every path leads over all of them.
 * One network for all tests that ask for it.
 */
final class UpdateNetwork implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Testnet nodes;
    private final Packages packages;

    private UpdateNetwork() {
        TestnetOptions options = TestnetOptions.defaults(Path.of("target", "update-network"))
                .sized(4, 1)
                .with(0, "org.qgate.kernel", "drain_seconds", "0") // a kernel that dies waits for nobody
                .with(1, "org.qgate.qrng", "serve", "listed")
                .with(1, "org.qgate.qrng", "slot_seconds", "2")
                .with(1, "org.qgate.local", "https_listen", "127.0.0.1:0")
                .with(2, "org.qgate.qrng", "serve", "listed")
                .with(3, "org.qgate.local", "https_listen", "127.0.0.1:0");
        nodes = Testnet.start(options, line -> System.out.println("update network: " + line));
        packages = new Packages(nodes, nodes.dir().resolve("packages"));
        Runtime.getRuntime().addShutdownHook(new Thread(nodes::stop, "update-network-stop")); // a run broken off
    }

    /** Hands one network to all tests that ask for it; it starts with the first and stops after the last. */
    static final class Shared implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == UpdateNetwork.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.GLOBAL)
                    .getOrComputeIfAbsent(UpdateNetwork.class, type -> new UpdateNetwork(), UpdateNetwork.class);
        }
    }

    Testnet nodes() {
        return nodes;
    }

    Packages packages() {
        return packages;
    }

    /** Returns the package of a kernel that has a fault. */
    Path broken(Fault fault) throws IOException {
        return packages.packed(
                BrokenBundle.of(packages.shipped("kernel").version(packages.nextVersion()), fault),
                Packages.releaseKey());
    }

    /** Returns the version of the kernel that works in the client. */
    String inOffice() {
        Object[] found = documents("versions")
                .filter(each -> each.get("bundle").equals("org.qgate.kernel"))
                .filter(each -> List.of("CURRENT", "PROBATION").contains(each.get("standing")))
                .map(each -> each.get("version"))
                .toArray();
        assertEquals(1, found.length, "versions in office");
        return (String) found[0];
    }

    /** Returns the newest entry of the client's journal. */
    Map<?, ?> lastUpdate() {
        return documents("updates").findFirst().orElseThrow();
    }

    private Stream<Map<?, ?>> documents(String list) {
        List<?> all = (List<?>) nodes.client().json("node:versions --json").get(list);
        return all.stream().map(each -> (Map<?, ?>) each);
    }

    /** Waits until the client's killed process is gone, starts another on its folder and waits until that has a circuit. */
    void startClientAgain() {
        long endNs = System.nanoTime() + PATIENCE.toNanos();
        while (nodes.client().alive()) {
            if (System.nanoTime() - endNs > 0) {
                throw new TestnetException("the client still lives");
            }
            LockSupport.parkNanos(LOOK_NS);
        }
        nodes.awaitReady(nodes.startAgain(nodes.client()), PATIENCE);
    }

    /** Makes a small request through the client; it has to succeed at the first try. */
    void request() throws IOException {
        int bytes = 100_000;
        try (LoopbackHttpServer web = LoopbackHttpServer.start()) {
            Socks5 proxy = new Socks5(nodes.client().socks(), "request");
            Fetch whole = Fetch.get(proxy, "127.0.0.1", web.port(), "/bytes/" + bytes, at -> {});
            assertEquals(TestBody.sha256(bytes), whole.sha256());
        }
    }

    @Override
    public void close() {
        nodes.close();
    }
}
