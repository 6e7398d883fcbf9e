package org.qgate.gate.internal.host;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.qgate.api.base.Workers;
import org.qgate.api.protocol.Protocols.CallServer;
import org.qgate.api.protocol.Protocols.StreamServer;
import org.qgate.ext.Host;
import org.qgate.ext.Service;
import org.qgate.gate.Hosting.Line;
import org.qgate.gate.PermissionUse;
import org.qgate.gate.Permit;
import org.qgate.gate.contract.Tier;

/** Instances in this process. */
final class GuardedTier implements Tier {
    private static final ConcurrentLinkedQueue<Host> STARTED = new ConcurrentLinkedQueue<>();

    private final GateBench bench;
    private final Workers servers;
    private final Map<Host, Long> numbers = new ConcurrentHashMap<>();

    GuardedTier(Path folder) {
        bench = new GateBench(folder);
        servers = bench.scheduler.workers("servers", 8, 64);
    }

    /** An extender that gives its host to the test. */
    public static final class Handing implements Service {
        @Override
        public void start(Host host) {
            STARTED.add(host);
        }
    }

    @Override
    public Host host(Permit permit) {
        long number = bench.instances.make(1, Handing.class.getName(), unprovided(permit));
        bench.instances.start(number, GateBench.LONG_MS);
        bench.instances.permit(number, permit);
        Host host = Optional.ofNullable(STARTED.poll()).orElseThrow();
        numbers.put(host, number);
        return host;
    }

    /** A contract registers what it provides after the start. */
    private static Permit unprovided(Permit permit) {
        return new Permit(
                permit.id(),
                permit.version(),
                permit.publisher(),
                permit.grants(),
                Set.of(),
                permit.quota(),
                permit.namespace(),
                permit.settings());
    }

    @Override
    public void change(Host host, Permit permit) {
        bench.instances.permit(numbers.get(host), permit);
    }

    @Override
    public void end(Host host) {
        bench.instances.stop(numbers.get(host), GateBench.LONG_MS);
    }

    @Override
    public void open(Host host) {
        bench.instances.open(numbers.get(host));
    }

    @Override
    public List<PermissionUse> uses(String id) {
        return bench.instances.uses(id);
    }

    @Override
    public List<Line> log(String id) {
        return bench.instances.log(id);
    }

    @Override
    public void publish(String topic, Map<String, String> fields) {
        bench.events().publish(topic, fields);
    }

    @Override
    public void serve(String protocol, CallServer server) {
        bench.protocols.serve(protocol, servers, server);
    }

    @Override
    public void accept(String protocol, StreamServer server) {
        bench.protocols.accept(protocol, servers, server);
    }

    @Override
    public String node() {
        return GateBench.OWN.toString();
    }

    @Override
    public void close() {
        bench.close();
    }
}
