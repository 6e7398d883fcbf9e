package org.qgate.bench.peer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Three OpenSSH servers and a client that reaches the third through the first two: three layers, one inside the other.
 *
 * @param dir where keys and configuration live
 * @param ports the client's SOCKS port, then the three servers'
 */
record SshPlan(Path dir, List<Integer> ports) {
    static final int HOPS = 3;
    static final int PORTS = 1 + HOPS;

    int socks() {
        return ports.get(0);
    }

    int port(int hop) {
        return ports.get(hop);
    }

    Path hostKey(int hop) {
        return dir.resolve("host-" + hop);
    }

    Path userKey() {
        return dir.resolve("user");
    }

    Path serverFile(int hop) {
        return dir.resolve("sshd-" + hop);
    }

    Path clientFile() {
        return dir.resolve("config");
    }

    /** Returns a server's configuration: the default ciphers, this one user's key, forwarding and nothing else. */
    String server(int hop) {
        return String.join(
                "\n",
                "ListenAddress 127.0.0.1",
                "Port " + port(hop),
                "HostKey " + hostKey(hop),
                "PidFile none",
                "AuthorizedKeysFile " + userKey() + ".pub",
                "AuthenticationMethods publickey",
                "PermitRootLogin prohibit-password",
                "StrictModes no",
                "UsePAM no",
                "AllowTcpForwarding local",
                "");
    }

    /** Returns the client's configuration: hop 3 through hop 2 through hop 1. */
    String client() {
        List<String> lines = new ArrayList<>();
        for (int hop = 1; hop <= HOPS; hop++) {
            lines.add("Host hop" + hop);
            lines.add("HostName 127.0.0.1");
            lines.add("HostKeyAlias hop" + hop);
            lines.add("Port " + port(hop));
            if (hop > 1) {
                lines.add("ProxyJump hop" + (hop - 1));
            }
        }
        lines.addAll(List.of(
                "Host *",
                "IdentityFile " + userKey(),
                "IdentitiesOnly yes",
                "UserKnownHostsFile " + dir.resolve("known"),
                "GlobalKnownHostsFile none",
                "StrictHostKeyChecking yes",
                "BatchMode yes",
                "Compression no",
                "ExitOnForwardFailure yes"));
        return String.join("\n", lines) + "\n";
    }
}
