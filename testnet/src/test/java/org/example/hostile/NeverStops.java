package org.example.hostile;

import org.qgate.ext.Host;
import org.qgate.ext.Service;

/** Does not come back when it is told to stop. */
public final class NeverStops implements Service {
    /** Called by the node. */
    public NeverStops() {}

    @Override
    public void start(Host host) {
        // It has nothing to get ready.
    }

    @Override
    public void stop() {
        Spinning.forever();
    }
}
