package org.qgate.extender.messenger;

import org.qgate.ext.Host;
import org.qgate.ext.Service;

/** The messenger: what the node starts and stops. */
public final class Messenger implements Service {
    /** Called by the node. */
    public Messenger() {}

    @Override
    public void start(Host host) {
        host.log().info("started");
    }
}
