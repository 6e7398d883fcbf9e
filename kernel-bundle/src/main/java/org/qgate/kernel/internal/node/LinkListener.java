package org.qgate.kernel.internal.node;

import org.qgate.api.base.Health;
import org.qgate.api.base.HealthState;
import org.qgate.api.error.QGateException;
import org.qgate.api.transport.ListenRequest;
import org.qgate.api.transport.Listening;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listener for links of whatever overlay runs. Thread-safe as far as one thread opens it at a time. */
final class LinkListener {
    private static final Logger LOG = LoggerFactory.getLogger(NodeLife.class);
    private static final String HEALTH = "kernel.listener";

    private final Health health;
    private volatile Listening open;

    LinkListener(Health health) {
        this.health = health;
    }

    /** Returns where links are accepted, or null. */
    Listening now() {
        return open;
    }

    /** Takes over one that is open, or knows of none. */
    void now(Listening taken) {
        open = taken;
    }

    /**
     * Opens it unless it is open.
     *
     * @throws QGateException when the address is taken
     */
    void open(Station station, NodeSettings settings) {
        if (open != null) {
            return;
        }
        try {
            open = station.env()
                    .ports()
                    .listen(new ListenRequest(
                            Station.LISTENER,
                            settings.links().listen(),
                            settings.links().limits().links()));
            health.ok(HEALTH, "links are accepted at " + open.address());
            LOG.info("links are accepted");
        } catch (QGateException busy) {
            health.failed(HEALTH, HealthState.ERROR, busy);
            throw busy;
        }
    }

    /** Closes it; what it accepted stays. */
    void close(Station station) {
        Listening was = open;
        if (was != null) {
            station.env().ports().unlisten(was.listener());
        }
    }

    void forget() {
        health.forget(HEALTH);
    }
}
