package org.qgate.transport.internal;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.qgate.api.net.Endpoint;
import org.qgate.api.net.IpAddress;

/** Turns the JDK's socket addresses into values of the contract and back. */
final class Addresses {
    private Addresses() {}

    static InetSocketAddress toSocket(Endpoint endpoint) {
        return new InetSocketAddress(endpoint.address().toInetAddress(), endpoint.port());
    }

    /** Returns null for anything but a resolved internet address. */
    static Endpoint fromSocket(SocketAddress address) {
        if (address instanceof InetSocketAddress inet && !inet.isUnresolved()) {
            return new Endpoint(IpAddress.of(inet.getAddress().getAddress()), inet.getPort());
        }
        return null;
    }
}
