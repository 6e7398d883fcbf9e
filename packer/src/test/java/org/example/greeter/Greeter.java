package org.example.greeter;

import java.nio.charset.StandardCharsets;
import org.qgate.ext.Host;
import org.qgate.ext.Service;

/** Greets whoever asks. */
public final class Greeter implements Service {
    /** Called by the node. */
    public Greeter() {}

    @Override
    public void start(Host host) {
        host.net().serve("greeter/1", (caller, request) -> greeting(new String(request, StandardCharsets.UTF_8)));
    }

    private static byte[] greeting(String name) {
        return ("hello " + name).getBytes(StandardCharsets.UTF_8);
    }
}
