package org.qgate.dpn.internal;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.qgate.api.net.Endpoint;
import org.qgate.api.net.IpAddress;
import org.qgate.api.network.Node;
import org.qgate.api.network.NodeStatus;
import org.qgate.api.network.PeerInfo;
import org.qgate.api.network.Peers;
import org.qgate.dpn.internal.exit.Surroundings;

/**
 * Sees what the exit must not reach: this machine's addresses and the link ports of all listed relays. Blocking: runs
 * on the scheduler, never on the event loop. While the overlay is absent the exit keeps what was seen last; before the
 * first look it serves nothing.
 */
final class SurroundingsWatch implements Runnable {
    /** How often it looks. */
    static final long PERIOD_MS = 10_000;

    private final Supplier<Optional<Peers>> peers;
    private final Supplier<Optional<Node>> node;
    private final Consumer<Surroundings> seen;

    SurroundingsWatch(Supplier<Optional<Peers>> peers, Supplier<Optional<Node>> node, Consumer<Surroundings> seen) {
        this.peers = peers;
        this.node = node;
        this.seen = seen;
    }

    @Override
    public void run() {
        Optional<Peers> listed = peers.get();
        Optional<Node> self = node.get();
        if (listed.isEmpty() || self.isEmpty()) {
            return;
        }
        NodeStatus status = self.get().status();
        Set<Endpoint> links = new HashSet<>(status.linkAdvertise());
        for (PeerInfo peer : listed.get().list()) {
            links.addAll(peer.advertised());
        }
        Set<IpAddress> own = machineAddresses();
        status.linkAdvertise().forEach(endpoint -> own.add(endpoint.address()));
        Endpoint listen = status.linkListen();
        if (listen != null) {
            links.add(listen);
        }
        seen.accept(new Surroundings(own, links, listen == null ? 0 : listen.port()));
    }

    /** The addresses of all interfaces; read from the operating system, no name service is asked. */
    static Set<IpAddress> machineAddresses() {
        Set<IpAddress> addresses = new HashSet<>();
        try {
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .map(InetAddress::getAddress)
                    .map(IpAddress::of)
                    .forEach(addresses::add);
        } catch (SocketException unreadable) {
            throw new IllegalStateException("the machine's addresses cannot be read", unreadable);
        }
        return addresses;
    }
}
