package org.qgate.ext.testkit;

import java.util.List;
import java.util.Map;
import org.qgate.ext.Host;
import org.qgate.ext.contract.Allowance;
import org.qgate.ext.contract.LogEntry;
import org.qgate.ext.contract.Quota;
import org.qgate.ext.contract.Tier;
import org.qgate.ext.net.CallHandler;
import org.qgate.ext.net.StreamHandler;
import org.qgate.ext.shell.Answer;

/** Hosts of the test kit, on a live clock. */
final class KitTier implements Tier {
    private final TestNetwork network = TestNetwork.live();
    private final TestNode node = network.node();

    @Override
    public Host host(Allowance allowance) {
        return node.host(sheet(allowance));
    }

    private static Sheet sheet(Allowance from) {
        return new Sheet(
                from.id(),
                from.version(),
                from.publisher(),
                from.grants(),
                from.provides(),
                limits(from.quota()),
                from.settings());
    }

    private static Limits limits(Quota from) {
        return new Limits(
                from.threads(),
                from.storeBytes(),
                from.streams(),
                from.callsPerSecond(),
                from.bytesPerSecond(),
                from.randomBytesPerSecond(),
                from.logLinesPerMinute());
    }

    @Override
    public void change(Host host, Allowance allowance) {
        ((TestHost) host).change(sheet(allowance));
    }

    @Override
    public void end(Host host) {
        ((TestHost) host).end();
    }

    @Override
    public void open(Host host) {
        ((TestHost) host).open();
    }

    @Override
    public Answer run(Host host, String command, List<String> arguments) throws Exception {
        return ((TestHost) host).run(command, arguments.toArray());
    }

    @Override
    public List<org.qgate.ext.contract.Use> uses(String id) {
        return node.uses(id).stream()
                .map(each -> new org.qgate.ext.contract.Use(
                        each.permission(), each.uses(), each.refusals(), each.lastRefusalWallMs()))
                .toList();
    }

    @Override
    public List<LogEntry> log(String id) {
        return node.log(id).stream()
                .map(each -> new LogEntry(each.level(), each.text()))
                .toList();
    }

    @Override
    public void publish(String topic, Map<String, String> fields) {
        node.publish(topic, fields);
    }

    @Override
    public void serve(String protocol, CallHandler handler) {
        node.peer().net().serve(protocol, handler);
    }

    @Override
    public void accept(String protocol, StreamHandler handler) {
        node.peer().net().accept(protocol, handler);
    }

    @Override
    public String node() {
        return node.id();
    }

    @Override
    public void close() {
        network.close();
    }
}
