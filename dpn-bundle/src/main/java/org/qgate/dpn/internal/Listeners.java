package org.qgate.dpn.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.qgate.api.base.Health;
import org.qgate.api.base.HealthReport;
import org.qgate.api.base.HealthState;
import org.qgate.api.error.QGateException;
import org.qgate.api.net.Endpoint;
import org.qgate.api.transport.Lease;
import org.qgate.api.transport.ListenRequest;
import org.qgate.api.transport.Listening;
import org.qgate.api.transport.PortInfo;

/**
 * The proxy listeners, as configured. A listener that cannot be opened is reported and does not stop the node; the one
 * before it goes on. Thread-safe; opening blocks, so not on the event loop, {@link #name} excepted.
 */
final class Listeners {
    /** SOCKS5 and SOCKS4a. */
    static final String SOCKS = "socks";

    /** HTTP, CONNECT and plain. */
    static final String HTTP = "http";

    private record Open(Endpoint wanted, int maxConnections, Listening listening) {}

    private final Lease lease;
    private final Health health;
    private final Map<String, Open> open = new HashMap<>();
    private final Map<Long, String> names = new ConcurrentHashMap<>();

    Listeners(Lease lease, Health health) {
        this.lease = lease;
        this.health = health;
    }

    /** Takes over listeners that stand; {@link #apply} brings them into line with what is wanted. Never blocks. */
    synchronized void adopt(DpnSettings settings, List<PortInfo> standing) {
        adopt(SOCKS, settings.socks(), settings.maxConnections(), standing);
        adopt(HTTP, settings.http(), settings.maxConnections(), standing);
    }

    private void adopt(String name, Endpoint wanted, int maxConnections, List<PortInfo> standing) {
        for (PortInfo port : standing) {
            if (port.listener() && port.name().equals(name)) {
                names.put(port.port(), name);
                boolean same = wanted != null && (wanted.port() == 0 || wanted.equals(port.local()));
                Endpoint asked = same ? wanted : port.local();
                open.put(name, new Open(asked, maxConnections, new Listening(port.port(), port.local())));
            }
        }
    }

    /** Opens, moves and closes listeners until they are as wanted. */
    synchronized void apply(DpnSettings settings) {
        apply(SOCKS, settings.socks(), settings.maxConnections());
        apply(HTTP, settings.http(), settings.maxConnections());
    }

    private void apply(String name, Endpoint wanted, int maxConnections) {
        Open before = open.get(name);
        if (wanted == null) {
            close(name, before);
            health.forget("dpn." + name);
            return;
        }
        boolean sameAddress = before != null && before.wanted().equals(wanted);
        if (sameAddress && before.maxConnections() == maxConnections) {
            report(name, before.listening().address()); // an earlier move may have failed: it is no longer wanted
            return;
        }
        if (sameAddress) {
            close(name, before); // the same address cannot be bound twice
        }
        try {
            Listening listening = lease.listen(new ListenRequest(name, wanted, maxConnections));
            if (!sameAddress) {
                close(name, before);
            }
            names.put(listening.listener(), name);
            open.put(name, new Open(wanted, maxConnections, listening));
            DpnLog.listening(name);
            report(name, listening.address());
        } catch (QGateException refused) {
            health.failed("dpn." + name, HealthState.ERROR, refused);
            DpnLog.notListening(name, refused);
        }
    }

    private void report(String name, Endpoint address) {
        if (address.address().isLoopback()) {
            health.ok("dpn." + name, "listening on " + address);
            return;
        }
        health.report(new HealthReport(
                "dpn." + name,
                HealthState.WARN,
                "",
                "listening on " + address + ": whoever reaches this address uses the network as this node",
                "Set " + name + "_listen to a loopback address unless this is meant."));
    }

    private void close(String name, Open before) {
        if (before != null) {
            lease.unlisten(before.listening().listener());
            open.remove(name);
        }
    }

    /** Returns where a listener really listens, or null. */
    synchronized Endpoint address(String name) {
        Open found = open.get(name);
        return found == null ? null : found.listening().address();
    }

    /**
     * Returns the name of a listener by its number. The first connection may come before {@link #apply} has returned.
     */
    String name(long listener) {
        return names.computeIfAbsent(listener, number -> lease.ports().stream()
                .filter(port -> port.listener() && port.port() == number)
                .map(PortInfo::name)
                .findFirst()
                .orElse(SOCKS));
    }
}
