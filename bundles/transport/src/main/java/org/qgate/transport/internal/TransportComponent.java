package org.qgate.transport.internal;

import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.qgate.api.base.Clock;
import org.qgate.api.base.Health;
import org.qgate.api.base.HealthState;
import org.qgate.api.error.QGateException;
import org.qgate.api.transport.Gate;
import org.qgate.api.transport.Lease;
import org.qgate.api.transport.PortHandler;
import org.qgate.api.transport.Ports;
import org.qgate.api.transport.Role;
import org.qgate.api.transport.TransportStatus;
import org.qgate.transport.NettyPorts;
import org.qgate.transport.TransportSettings;

/** Starts the transport with its configuration and offers it as a service. */
@Component(
        service = {Ports.class, Gate.class},
        immediate = true,
        configurationPid = "org.qgate.transport",
        configurationPolicy = ConfigurationPolicy.OPTIONAL)
public final class TransportComponent implements Ports, Gate {
    private static final String SUBSYSTEM = "transport";

    private final Health health;
    private final NettyPorts ports;

    /**
     * Starts the event loop.
     *
     * @throws QGateException QG-BAS-0001 or QG-BAS-0002 when the configuration is not right: nothing starts
     */
    @Activate
    public TransportComponent(@Reference Clock clock, @Reference Health health, Map<String, Object> properties) {
        this.health = health;
        try {
            this.ports = new NettyPorts(TransportSettings.read(properties), clock);
        } catch (QGateException refused) {
            health.failed(SUBSYSTEM, HealthState.ERROR, refused);
            throw refused;
        }
        health.ok(SUBSYSTEM, "event loop on " + ports.status().implementation());
    }

    /** Takes a changed configuration; a wrong one leaves the old in force. */
    @Modified
    void configure(Map<String, Object> properties) {
        try {
            ports.configure(TransportSettings.read(properties));
            health.ok(SUBSYSTEM, "event loop on " + ports.status().implementation() + ", reconfigured");
        } catch (QGateException refused) {
            health.failed(SUBSYSTEM, HealthState.WARN, refused);
        }
    }

    @Deactivate
    void stop() {
        ports.close();
        health.forget(SUBSYSTEM);
    }

    @Override
    public Lease claim(Role role, PortHandler handler) {
        return ports.claim(role, handler);
    }

    @Override
    public Hold close(long atMostMs) {
        return ports.gate().close(atMostMs);
    }

    @Override
    public TransportStatus status() {
        return ports.status();
    }
}
