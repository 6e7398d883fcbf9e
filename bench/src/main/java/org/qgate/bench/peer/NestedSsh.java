package org.qgate.bench.peer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code ssh -D} through two jump hosts: the bar for three layers of encryption without a network around them. It knows
 * no users: eight streams are eight channels of one nest.
 */
public final class NestedSsh implements Side {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final SshPlan plan;
    private final LocalProcesses processes = new LocalProcesses();

    private NestedSsh(SshPlan plan) {
        this.plan = plan;
    }

    /** Starts three servers and the client; returns when its SOCKS port listens. */
    public static NestedSsh start(Path dir) throws IOException {
        NestedSsh nest = new NestedSsh(new SshPlan(Files.createDirectories(dir), FreePorts.of(SshPlan.PORTS)));
        try {
            nest.write();
            nest.launch();
            return nest;
        } catch (IOException failed) {
            nest.close();
            throw failed;
        }
    }

    private void write() throws IOException {
        key(plan.userKey());
        StringBuilder known = new StringBuilder();
        for (int hop = 1; hop <= SshPlan.HOPS; hop++) {
            key(plan.hostKey(hop));
            known.append("hop").append(hop).append(' ');
            known.append(Files.readString(Path.of(plan.hostKey(hop) + ".pub")));
            Files.writeString(plan.serverFile(hop), plan.server(hop));
        }
        Files.writeString(plan.dir().resolve("known"), known);
        Files.writeString(plan.clientFile(), plan.client());
    }

    private static void key(Path file) throws IOException {
        Programs.output("", Programs.path("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", file.toString());
    }

    private void launch() throws IOException {
        Path log = plan.dir().resolve("log");
        for (int hop = 1; hop <= SshPlan.HOPS; hop++) {
            String file = plan.serverFile(hop).toString();
            processes.start(log, List.of(Programs.path("sshd"), "-D", "-e", "-f", file));
        }
        for (int hop = 1; hop <= SshPlan.HOPS; hop++) {
            awaitListener(plan.port(hop), log);
        }
        String client = plan.clientFile().toString();
        processes.start(log, List.of(Programs.path("ssh"), "-F", client, "-N", "-D", socks(), "hop" + SshPlan.HOPS));
        awaitListener(plan.socks(), log);
    }

    private void awaitListener(int port, Path log) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!listens(port)) {
            if (processes.ended() >= 0 || System.nanoTime() - end > 0) {
                throw new IOException("nested ssh does not start: " + Files.readString(log));
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public String name() {
        return "ssh";
    }

    @Override
    public String socks() {
        return "127.0.0.1:" + plan.socks();
    }

    @Override
    public boolean isolatesUsers() {
        return false;
    }

    @Override
    public double cpuSeconds() {
        return processes.cpuSeconds();
    }

    @Override
    public Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        try {
            facts.put("version", Programs.output("", Programs.path("ssh"), "-V").strip());
            facts.put("cipher", cipher());
        } catch (IOException failed) {
            facts.put("version", failed.getMessage());
        }
        facts.put("processes", processes.count());
        return facts;
    }

    /** Returns the cipher that client and server agree on: the first of the client's list. */
    private String cipher() throws IOException {
        return Programs.output("", Programs.path("ssh"), "-F", plan.clientFile().toString(), "-G", "hop1")
                .lines()
                .filter(line -> line.startsWith("ciphers "))
                .map(line -> line.substring("ciphers ".length()).split(",")[0])
                .findFirst()
                .orElse("unknown");
    }

    @Override
    public void close() {
        processes.close();
    }
}
