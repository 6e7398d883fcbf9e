package org.qgate.kernel.handover;

import java.util.HashMap;
import java.util.Map;
import org.qgate.api.base.Current;
import org.qgate.api.base.CurrentFactory;
import org.qgate.api.network.ServiceStreams;
import org.qgate.api.store.Store;
import org.qgate.dpn.internal.DpnService;
import org.qgate.sim.SimDesk;
import org.qgate.sim.SimHost;

/** The cells through which the bundle that decides finds the overlay, whoever provides it now. */
public final class Services implements CurrentFactory {
    private final SimHost host;
    private final Map<Class<?>, Current<?>> cells = new HashMap<>();
    private final DpnService dpn;
    private final SimDesk desk;

    /** Makes the bundle that decides, of a host, with its configuration. */
    Services(SimHost host, Map<String, Object> config) {
        this.host = host;
        this.dpn = DpnService.start(
                host.ports(), this, host.state(), host.health(), host.clock(), host.scheduler(), config);
        Current<ServiceStreams> overlay = cell(ServiceStreams.class);
        this.desk = new SimDesk(host, overlay::now).echo();
    }

    /** Returns who dials and serves protocols. */
    public SimDesk desk() {
        return desk;
    }

    /** Returns the bundle that decides. */
    public DpnService dpn() {
        return dpn;
    }

    @Override
    public <T> Current<T> cell(Class<T> type) {
        Current<T> cell = host.current().cell(type);
        cells.put(type, cell);
        if (type == Store.class) {
            put(Store.class, host.store());
        }
        return cell;
    }

    /** Provides a service from now on. */
    @SuppressWarnings("unchecked") // the cell was made for this type
    public <T> void put(Class<T> type, T service) {
        ((Current<T>) cells.get(type)).set(service);
    }
}
