package org.qgate.bench.process;

import org.qgate.ext.Host;
import org.qgate.ext.Service;

/** Serves calls with what they brought. */
public final class Mirror implements Service {
    /** What it serves. */
    public static final String PROTOCOL = "mirror/1";

    /** Made by the process's runtime. */
    public Mirror() {}

    @Override
    public void start(Host host) {
        host.net().serve(PROTOCOL, (caller, request) -> request);
    }
}
