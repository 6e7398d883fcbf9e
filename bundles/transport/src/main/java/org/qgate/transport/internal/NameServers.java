package org.qgate.transport.internal;

import io.netty.channel.EventLoop;
import io.netty.resolver.dns.AuthoritativeDnsServerCache;
import io.netty.resolver.dns.DnsServerAddressStream;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.resolver.dns.DnsServerAddresses;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.qgate.api.net.Endpoint;
import org.qgate.api.net.IpAddress;

/**
 * Which name servers are asked: those configured, else those of {@code /etc/resolv.conf}, else none. No public resolver
 * ever stands in. As the cache of authoritative servers it remembers nothing and always names the same servers: so an
 * answer that refers to others cannot make this node ask an address of that answer's choice. Loop only.
 */
final class NameServers implements DnsServerAddressStreamProvider, AuthoritativeDnsServerCache {
    private static final Path SYSTEM = Path.of("/etc/resolv.conf");
    private static final int DNS_PORT = 53; // RFC 1035 section 4.2
    private static final int MOST = 3; // MAXNS of resolv.conf(5)
    private static final long FRESH_NS = TimeUnit.SECONDS.toNanos(10);

    private final Loop loop;
    private List<Endpoint> system = List.of();
    private boolean read;
    private long readNs;

    NameServers(Loop loop) {
        this.loop = loop;
    }

    boolean none() {
        return endpoints().isEmpty();
    }

    @Override
    public DnsServerAddressStream nameServerAddressStream(String hostname) {
        List<InetSocketAddress> addresses =
                endpoints().stream().map(Addresses::toSocket).toList();
        return DnsServerAddresses.sequential(addresses).stream();
    }

    @Override
    public DnsServerAddressStream get(String hostname) {
        return nameServerAddressStream(hostname);
    }

    @Override
    public void cache(String hostname, InetSocketAddress address, long ttlSeconds, EventLoop eventLoop) {}

    @Override
    public void clear() {}

    @Override
    public boolean clear(String hostname) {
        return false;
    }

    private List<Endpoint> endpoints() {
        List<Endpoint> configured = loop.settings().resolvers();
        return configured.isEmpty() ? system() : configured;
    }

    /** A machine that changes networks changes this small local file: it is read again every few seconds of use. */
    private List<Endpoint> system() {
        long now = loop.clock().monoNs();
        if (!read || now - readNs > FRESH_NS) {
            read = true;
            readNs = now;
            system = parse(SYSTEM);
        }
        return system;
    }

    static List<Endpoint> parse(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .map(line -> line.trim().split("\\s+"))
                    .filter(words -> words.length >= 2 && words[0].equals("nameserver"))
                    .flatMap(words -> IpAddress.parse(words[1]).stream())
                    .limit(MOST)
                    .map(address -> new Endpoint(address, DNS_PORT))
                    .toList();
        } catch (IOException unreadable) {
            return List.of(); // no such file: the status is that of a machine without name servers
        }
    }
}
