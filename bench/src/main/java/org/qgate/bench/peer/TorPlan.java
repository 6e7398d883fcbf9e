package org.qgate.bench.peer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A private Tor network as files: node 0 is the client, node 1 directory authority and relay, node 2 a relay, the last two
 * are exits: the same five roles as our test network has. Nothing in it names a host but 127.0.0.1.
 *
 * @param dir where all nodes live
 * @param ports the client's SOCKS port, the authority's directory port, then the relays' own ports
 * @param advertised the relays' ports that others reach them at: those themselves, or something's that stands before them
 * @param extra further lines for every node
 */
record TorPlan(Path dir, List<Integer> ports, List<Integer> advertised, List<String> extra) {
    static final int NODES = 5;
    static final int RELAYS = NODES - 1;
    static final int PORTS = 2 + RELAYS;
    static final int AUTHORITY = 1;

    private static final int FIRST_EXIT = 3;

    /** How often the authority votes, in seconds; the file's options want a divisor of 30 minutes, at least 10. */
    static final int VOTING_SECONDS = 20;

    Path folder(int node) {
        return dir.resolve("tor-" + node);
    }

    int socks() {
        return ports.get(0);
    }

    int directory() {
        return ports.get(1);
    }

    int listens(int relay) {
        return ports.get(1 + relay);
    }

    int reachedAt(int relay) {
        return advertised.get(relay - 1);
    }

    /** Returns a node's {@code torrc}. */
    String torrc(int node, String authorityKey, String authorityFingerprint) {
        List<String> lines = new ArrayList<>(List.of(
                "TestingTorNetwork 1",
                "DataDirectory " + folder(node),
                "Nickname n" + node,
                "Log notice stdout",
                "DirAuthority n1 orport=" + reachedAt(AUTHORITY) + " no-v2 v3ident=" + authorityKey + " 127.0.0.1:"
                        + directory() + " " + authorityFingerprint));
        lines.addAll(extra);
        lines.addAll(node == 0 ? client() : relay(node));
        return String.join("\n", lines) + "\n";
    }

    private List<String> client() {
        return List.of("SocksPort 127.0.0.1:" + socks());
    }

    private List<String> relay(int node) {
        List<String> lines =
                new ArrayList<>(List.of("SocksPort 0", "Address 127.0.0.1", "AssumeReachable 1", "ContactInfo none"));
        lines.addAll(orPort(node));
        if (node == AUTHORITY) {
            lines.addAll(authority());
        }
        lines.addAll(
                node >= FIRST_EXIT
                        ? List.of("ExitRelay 1", "ExitPolicyRejectPrivate 0", "ExitPolicy accept *:*")
                        : List.of("ExitRelay 0", "ExitPolicy reject *:*"));
        return lines;
    }

    private List<String> orPort(int node) {
        return listens(node) == reachedAt(node)
                ? List.of("ORPort 127.0.0.1:" + listens(node))
                : List.of(
                        "ORPort 127.0.0.1:" + reachedAt(node) + " NoListen",
                        "ORPort 127.0.0.1:" + listens(node) + " NoAdvertise");
    }

    private List<String> authority() {
        return List.of(
                "DirPort 127.0.0.1:" + directory(),
                "AuthoritativeDirectory 1",
                "V3AuthoritativeDirectory 1",
                "TestingV3AuthInitialVotingInterval " + VOTING_SECONDS,
                "TestingV3AuthInitialVoteDelay 2",
                "TestingV3AuthInitialDistDelay 2",
                "V3AuthVotingInterval " + VOTING_SECONDS,
                "V3AuthVoteDelay 2",
                "V3AuthDistDelay 2",
                "TestingDirAuthVoteGuard *",
                "TestingMinExitFlagThreshold 0");
    }
}
