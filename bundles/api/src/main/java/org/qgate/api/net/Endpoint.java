package org.qgate.api.net;

import java.util.Optional;

/**
 * An address and a TCP port.
 *
 * @param port 0 to 65535; 0 only where a listener asks for any free port
 */
public record Endpoint(IpAddress address, int port) {
    /** Refuses ports outside 0 to 65535. */
    public Endpoint {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("a port is 0 to 65535, not " + port);
        }
    }

    /** Parses {@code 127.0.0.1:80} or {@code [::1]:80}; empty for anything else, a host name included. */
    public static Optional<Endpoint> parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1 || !text.substring(colon + 1).matches("[0-9]{1,5}")) {
            return Optional.empty();
        }
        int port = Integer.parseInt(text.substring(colon + 1));
        String host = text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String literal = bracketed ? host.substring(1, host.length() - 1) : host;
        return IpAddress.parse(literal)
                .filter(address -> address.v6() == bracketed && port <= 65535)
                .map(address -> new Endpoint(address, port));
    }

    /** Returns {@code a.b.c.d:port} or {@code [v6]:port}. */
    @Override
    public String toString() {
        return address.v6() ? "[" + address + "]:" + port : address + ":" + port;
    }
}
