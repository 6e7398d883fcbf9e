package org.qgate.testnet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One node as planned.
 *
 * @param address loopback address that its links listen on and dial from
 * @param ports first of the four TCP ports that are its own
 */
record NodePlan(int index, List<String> roles, String address, int ports, Path dir) {
    static final int PORTS_EACH = 4;

    /** Plans all nodes of a network on a block of ports. */
    static List<NodePlan> of(TestnetOptions options, int firstPort) {
        List<NodePlan> plans = new ArrayList<>();
        for (int index = 0; index < options.nodes(); index++) {
            plans.add(new NodePlan(
                    index,
                    roles(options, index),
                    address(index),
                    firstPort + PORTS_EACH * index,
                    options.dir().resolve("node-" + index)));
        }
        return plans;
    }

    /** Returns the plan of a node that was started before. */
    static NodePlan of(TestnetNode node) {
        return new NodePlan(node.index(), node.roles(), address(node.index()), node.ssh(), node.dir());
    }

    private static String address(int index) {
        return index == 0 ? "127.0.0.1" : "127.0.1." + index;
    }

    private static List<String> roles(TestnetOptions options, int index) {
        if (index == 0) {
            return List.of("client");
        }
        List<String> roles = new ArrayList<>(List.of("relay"));
        if (index == 1) {
            roles.addAll(List.of("seed", "signer"));
        }
        if (index >= options.nodes() - options.exits()) {
            roles.add("exit");
        }
        return List.copyOf(roles);
    }

    boolean is(String role) {
        return roles.contains(role);
    }

    int ssh() {
        return ports;
    }

    /** Returns where it listens for links, or null. */
    String link() {
        return is("relay") ? address + ":" + (ports + 1) : null;
    }

    /** Returns where it serves SOCKS5, or null. */
    String socks() {
        return is("client") ? "127.0.0.1:" + (ports + 2) : null;
    }

    /** Returns where it serves HTTP CONNECT, or null. */
    String http() {
        return is("client") ? "127.0.0.1:" + (ports + 3) : null;
    }
}
