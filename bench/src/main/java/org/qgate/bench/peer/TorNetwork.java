package org.qgate.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.qgate.testnet.Fetch;
import org.qgate.testnet.LinkFront;
import org.qgate.testnet.Progress;
import org.qgate.testnet.Socks5;

/** Debian's {@code tor} as a network of five processes of its own on loopback. */
public final class TorNetwork implements Side {
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(250);

    private final String name;
    private final TorPlan plan;
    private final LocalProcesses processes = new LocalProcesses();

    private TorNetwork(String name, TorPlan plan) {
        this.name = name;
        this.plan = plan;
    }

    /**
     * Starts the processes; {@link #await} says when they carry.
     *
     * @param dir a folder that does not exist yet
     * @param front what stands before the relays
     */
    public static TorNetwork start(TorKind kind, Path dir, LinkFront front) throws IOException {
        List<Integer> ports = FreePorts.of(TorPlan.PORTS);
        List<Integer> advertised = new ArrayList<>();
        for (int relay = 1; relay <= TorPlan.RELAYS; relay++) {
            String address = front.advertised(relay, "127.0.0.1:" + ports.get(1 + relay));
            advertised.add(Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)));
        }
        TorNetwork network =
                new TorNetwork(kind.side(), new TorPlan(dir, ports, List.copyOf(advertised), kind.options()));
        try {
            network.write();
            network.launch();
            return network;
        } catch (IOException failed) {
            network.close();
            throw failed;
        }
    }

    private void write() throws IOException {
        for (int node = 0; node < TorPlan.NODES; node++) {
            Files.createDirectories(
                    plan.folder(node).resolve("keys"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Files.writeString(plan.dir().resolve("defaults"), ""); // else the distribution's own file is read
        String key = authorityKey();
        String fingerprint = fingerprint(key);
        for (int node = 0; node < TorPlan.NODES; node++) {
            Files.writeString(plan.folder(node).resolve("torrc"), plan.torrc(node, key, fingerprint));
        }
    }

    /** Makes the authority's long-term and signing keys; returns the fingerprint of the first. */
    private String authorityKey() throws IOException {
        Path keys = plan.folder(TorPlan.AUTHORITY).resolve("keys");
        Path certificate = keys.resolve("authority_certificate");
        Programs.output(
                "a passphrase that protects nothing\n",
                Programs.path("tor-gencert"),
                "--create-identity-key",
                "--passphrase-fd",
                "0",
                "-i",
                keys.resolve("authority_identity_key").toString(),
                "-s",
                keys.resolve("authority_signing_key").toString(),
                "-c",
                certificate.toString(),
                "-m",
                "1",
                "-a",
                "127.0.0.1:" + plan.directory());
        return Files.readAllLines(certificate).stream()
                .filter(line -> line.startsWith("fingerprint "))
                .map(line -> line.substring("fingerprint ".length()).trim())
                .findFirst()
                .orElseThrow(() -> new IOException("no fingerprint in " + certificate));
    }

    /** Lets the authority make its relay identity, and returns its fingerprint. */
    private String fingerprint(String key) throws IOException {
        Path torrc = plan.folder(TorPlan.AUTHORITY).resolve("torrc");
        Files.writeString(torrc, plan.torrc(TorPlan.AUTHORITY, key, "0".repeat(40)));
        String said = Programs.output(
                "",
                Programs.path("tor"),
                "--list-fingerprint",
                "--quiet",
                "-f",
                torrc.toString(),
                "--defaults-torrc",
                plan.dir().resolve("defaults").toString());
        return said.lines()
                .filter(line -> line.matches("n1( [0-9A-F]{4}){10}"))
                .map(line -> line.substring(3).replace(" ", ""))
                .findFirst()
                .orElseThrow(() -> new IOException("tor told no fingerprint: " + said));
    }

    /** Relays first: the first vote, at the next full interval, should know all of them. */
    private void launch() throws IOException {
        for (int node : new int[] {1, 2, 3, 4, 0}) {
            processes.start(
                    log(node),
                    List.of(
                            Programs.path("tor"),
                            "-f",
                            plan.folder(node).resolve("torrc").toString(),
                            "--defaults-torrc",
                            plan.dir().resolve("defaults").toString()));
        }
    }

    private Path log(int node) {
        return plan.folder(node).resolve("log");
    }

    /** Waits until a request to a server on loopback comes through. */
    public void await(int serverPort, Progress progress) throws IOException {
        long start = System.nanoTime();
        String last = "";
        while (true) {
            try {
                Fetch.unhashed(new Socks5(socks(), "first"), "127.0.0.1", serverPort, "/empty");
                progress.step(String.format("%s: ready after %.0f s", name, (System.nanoTime() - start) / 1e9));
                return;
            } catch (IOException notYet) {
                last = notYet.getMessage();
            }
            int ended = processes.ended();
            if (ended >= 0 || System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new IOException(name + " does not carry: " + (ended >= 0 ? "a process ended; " : "") + last
                        + "; logs " + plan.dir());
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String socks() {
        return "127.0.0.1:" + plan.socks();
    }

    @Override
    public boolean isolatesUsers() {
        return true; // IsolateSOCKSAuth is on by default
    }

    @Override
    public double cpuSeconds() {
        return processes.cpuSeconds();
    }

    @Override
    public Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("version", version());
        facts.put("processes", processes.count());
        facts.put("options", plan.extra().isEmpty() ? "defaults" : String.join("; ", plan.extra()));
        return facts;
    }

    private static String version() {
        try {
            return Programs.output("", Programs.path("tor"), "--version")
                    .lines()
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException failed) {
            return failed.getMessage();
        }
    }

    @Override
    public void close() {
        processes.close();
    }
}
