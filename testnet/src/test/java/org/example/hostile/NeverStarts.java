package org.example.hostile;

import org.qgate.ext.Host;
import org.qgate.ext.Service;

/** Does not come back from its start. */
public final class NeverStarts implements Service {
    /** Called by the node. */
    public NeverStarts() {}

    @Override
    public void start(Host host) {
        Spinning.forever();
    }
}
