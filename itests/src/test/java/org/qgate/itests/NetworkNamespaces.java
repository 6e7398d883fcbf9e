package org.qgate.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Hosts on one machine: network namespaces joined by a bridge, which has a namespace of its own. */
final class NetworkNamespaces implements AutoCloseable {
    private static final String PREFIX = "10.99.7.";
    private final String name = "qg" + ProcessHandle.current().pid();
    private final List<String> made = new ArrayList<>();

    /** Makes so many hosts, numbered from 1. */
    NetworkNamespaces(int hosts) throws Exception {
        add(bridge());
        ip("-n", bridge(), "link", "add", "bridge", "type", "bridge");
        ip("-n", bridge(), "link", "set", "bridge", "up");
        for (int host = 1; host <= hosts; host++) {
            addHost(host);
        }
    }

    /** Whether this user may make namespaces here. */
    static boolean possible() throws Exception {
        boolean root = "0"
                .equals(new String(new ProcessBuilder("id", "-u")
                                .start()
                                .getInputStream()
                                .readAllBytes())
                        .trim());
        return root && new ProcessBuilder("sh", "-c", "command -v ip").start().waitFor() == 0;
    }

    private void addHost(int host) throws Exception {
        String wire = "wire" + host;
        add(namespace(host));
        ip("-n", bridge(), "link", "add", wire, "type", "veth", "peer", "name", "eth0", "netns", namespace(host));
        ip("-n", bridge(), "link", "set", wire, "master", "bridge", "up");
        ip("-n", namespace(host), "link", "set", "lo", "up");
        ip("-n", namespace(host), "addr", "add", address(host) + "/24", "dev", "eth0");
        ip("-n", namespace(host), "link", "set", "eth0", "up");
    }

    private void add(String namespace) throws Exception {
        ip("netns", "add", namespace);
        made.add(namespace);
    }

    private String bridge() {
        return name + "-0";
    }

    private String namespace(int host) {
        return name + "-" + host;
    }

    String address(int host) {
        return PREFIX + host;
    }

    /** Pulls a host's plug at the switch: nothing comes through, and nobody is told. */
    void cut(int host) throws IOException {
        ip("-n", bridge(), "link", "set", "wire" + host, "nomaster");
    }

    /** Puts it in again. */
    void heal(int host) throws IOException {
        ip("-n", bridge(), "link", "set", "wire" + host, "master", "bridge");
    }

    /** Prepares a command to run on a host. */
    ProcessBuilder on(int host, String... command) {
        List<String> whole = new ArrayList<>(List.of("ip", "netns", "exec", namespace(host)));
        whole.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(whole);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.redirectInput(Path.of("/dev/null").toFile());
    }

    /** Runs a command on a host and returns what it printed, both streams. */
    Output run(int host, String... command) throws Exception {
        Path out = Files.createTempFile("qgate", ".out");
        try {
            Process process = on(host, command)
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            if (!process.waitFor(180, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("no end: " + String.join(" ", command));
            }
            return new Output(process.exitValue(), Files.readString(out));
        } finally {
            Files.delete(out);
        }
    }

    /** What a command gave. */
    record Output(int exitCode, String text) {}

    private static void ip(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes());
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + text);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stop);
        }
    }

    @Override
    public void close() throws IOException {
        for (String namespace : made) {
            ip("netns", "del", namespace);
        }
    }
}
