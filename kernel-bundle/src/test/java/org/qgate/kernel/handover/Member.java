package org.qgate.kernel.handover;

import java.util.Map;
import org.qgate.kernel.internal.node.OverlayGeneration;
import org.qgate.sim.SimHost;

/** A node of the network: its host, the bundle that decides, and the generation that runs now. */
class Member {
    private final SimHost host;
    private final Map<String, String> kernel;
    private final Map<String, Object> dpn;
    private Services services;
    private Generation running;

    Member(SimHost host, Map<String, String> kernel, Map<String, Object> dpn) {
        this.host = host;
        this.kernel = kernel;
        this.dpn = dpn;
    }

    /** Begins its process. */
    void boot() {
        services = new Services(host, dpn);
        running = make();
    }

    /** Makes a generation that does nothing yet. */
    Generation make() {
        return new OverlayGeneration(host, services, kernel, null);
    }

    SimHost host() {
        return host;
    }

    Services services() {
        return services;
    }

    Map<String, String> kernel() {
        return kernel;
    }

    Generation running() {
        return running;
    }

    void running(Generation next) {
        running = next;
    }

    /** Ends its process and begins another one with the same disk. */
    void reboot(byte[] network) {
        host.restart();
        boot();
        running.join(network);
    }
}
