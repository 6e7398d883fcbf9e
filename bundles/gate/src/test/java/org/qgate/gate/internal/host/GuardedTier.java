package org.qgate.gate.internal.host;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.qgate.api.base.Workers;
import org.qgate.ext.Host;
import org.qgate.ext.Service;
import org.qgate.ext.contract.Allowance;
import org.qgate.ext.contract.LogEntry;
import org.qgate.ext.contract.Tier;
import org.qgate.ext.contract.Use;
import org.qgate.ext.net.CallHandler;
import org.qgate.ext.net.StreamHandler;
import org.qgate.ext.shell.Answer;
import org.qgate.gate.Permit;
import org.qgate.gate.Quota;

/** Instances in this process, or wherever somebody else makes them. */
class GuardedTier implements Tier {
    private static final ConcurrentLinkedQueue<Host> STARTED = new ConcurrentLinkedQueue<>();

    final GateBench bench;
    private final Workers servers;
    private final Map<Host, Long> numbers = new ConcurrentHashMap<>();

    GuardedTier(Path folder) {
        this(new GateBench(folder));
    }

    GuardedTier(GateBench bench) {
        this.bench = bench;
        servers = bench.scheduler.workers("servers", 8, 64);
    }

    /** An extender that gives its host to the test. */
    public static final class Handing implements Service {
        @Override
        public void start(Host host) {
            STARTED.add(host);
        }
    }

    /** Makes an instance of {@link Handing}. */
    long make(Permit permit) {
        return bench.instances.make(1, Handing.class.getName(), permit);
    }

    /** A contract registers what it provides after the start. */
    @Override
    public Host host(Allowance allowance) {
        long number = make(permit(allowance.providing()));
        bench.instances.start(number, GateBench.LONG_MS);
        bench.instances.permit(number, permit(allowance));
        Host host = Optional.ofNullable(STARTED.poll()).orElseThrow();
        numbers.put(host, number);
        return host;
    }

    /** What a contract allows, as the gate knows it. */
    static Permit permit(Allowance from) {
        return new Permit(
                from.id(),
                from.version(),
                from.publisher(),
                from.grants(),
                Set.copyOf(from.provides()),
                quota(from.quota()),
                "ext." + from.id(),
                from.settings());
    }

    private static Quota quota(org.qgate.ext.contract.Quota from) {
        return new Quota(
                from.threads(),
                from.cpuPercent(),
                from.storeBytes(),
                from.streams(),
                from.callsPerSecond(),
                from.bytesPerSecond(),
                from.randomBytesPerSecond(),
                from.logLinesPerMinute());
    }

    @Override
    public void change(Host host, Allowance allowance) {
        bench.instances.permit(numbers.get(host), permit(allowance));
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
    public Answer run(Host host, String command, List<String> arguments) {
        return bench.instances.run(numbers.get(host), command, arguments, GateBench.LONG_MS);
    }

    @Override
    public List<Use> uses(String id) {
        return bench.instances.uses(id).stream()
                .map(each -> new Use(each.permission(), each.uses(), each.refusals(), each.lastRefusalWallMs()))
                .toList();
    }

    @Override
    public List<LogEntry> log(String id) {
        return bench.instances.log(id).stream()
                .map(each -> new LogEntry(each.level(), each.text()))
                .toList();
    }

    @Override
    public void publish(String topic, Map<String, String> fields) {
        bench.events().publish(topic, fields);
    }

    @Override
    public void serve(String protocol, CallHandler handler) {
        bench.protocols.serve(
                protocol, servers, (caller, request, atMostMs) -> handler.serve(HandedStream.caller(caller), request));
    }

    @Override
    public void accept(String protocol, StreamHandler handler) {
        bench.protocols.accept(protocol, servers, stream -> handler.serve(new HandedStream(stream)));
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
