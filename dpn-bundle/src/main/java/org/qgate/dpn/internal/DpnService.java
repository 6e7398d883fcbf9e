package org.qgate.dpn.internal;

import java.util.List;
import java.util.Map;
import org.qgate.api.base.Clock;
import org.qgate.api.base.CurrentFactory;
import org.qgate.api.base.Health;
import org.qgate.api.base.Scheduler;
import org.qgate.api.base.StateFolder;
import org.qgate.api.dpn.Dpn;
import org.qgate.api.dpn.DpnStatus;
import org.qgate.api.dpn.Rule;
import org.qgate.api.net.IpAddress;
import org.qgate.api.network.Circuits;
import org.qgate.api.network.Entry;
import org.qgate.api.network.Exit;
import org.qgate.api.network.ExitRequest;
import org.qgate.api.network.Node;
import org.qgate.api.network.Peers;
import org.qgate.api.network.PortRange;
import org.qgate.api.network.StreamFailure;
import org.qgate.api.network.Streams;
import org.qgate.api.store.Store;
import org.qgate.api.transport.Ports;

/** What others ask of entry and exit. Thread-safe as far as the contracts say. */
public final class DpnService implements Entry, Exit, Dpn {
    private final DpnCore core;

    DpnService(DpnCore core) {
        this.core = core;
    }

    /** Starts entry and exit on a bedrock that somebody built by hand; nobody will replace them. */
    public static DpnService start(
            Ports ports,
            CurrentFactory current,
            StateFolder folder,
            Health health,
            Clock clock,
            Scheduler scheduler,
            Map<String, Object> properties) {
        DpnCore core = new DpnCore(
                new DpnCore.Bedrock(ports, folder, health, clock, scheduler, current.cell(Store.class)),
                current.cell(Streams.class)::now,
                current.cell(Circuits.class)::now,
                current.cell(Peers.class)::now,
                current.cell(Node.class)::now);
        core.start(properties);
        return new DpnService(core);
    }

    @Override
    public void opened(long stream, IpAddress connectedTo) {
        core.entry().opened(stream, connectedTo);
    }

    @Override
    public void failed(long stream, StreamFailure reason) {
        core.entry().failed(stream, reason);
    }

    @Override
    public void resolved(
            long stream, List<IpAddress> addresses, List<String> names, int ttlSeconds, StreamFailure failure) {
        core.entry().resolved(stream, addresses, names, failure);
    }

    @Override
    public void begin(ExitRequest request) {
        core.exit().begin(request);
    }

    @Override
    public void resolve(ExitRequest request) {
        core.exit().resolve(request);
    }

    @Override
    public void gone(long stream) {
        core.exit().gone(stream);
    }

    @Override
    public List<PortRange> policy() {
        return core.policy();
    }

    @Override
    public DpnStatus status() {
        return core.status();
    }

    @Override
    public List<Rule> rules() {
        return core.rules().rules();
    }

    @Override
    public Rule addRule(String pattern, String action) {
        return core.rules().add(pattern, action);
    }

    @Override
    public boolean removeRule(long id) {
        return core.rules().remove(id);
    }

    @Override
    public void newIdentity() {
        core.newIdentity();
    }
}
