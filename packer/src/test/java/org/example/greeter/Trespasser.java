package org.example.greeter;

import java.io.IOException;
import org.qgate.ext.Host;
import org.qgate.ext.Service;

/** Greets like {@link Greeter}, and does more. */
public final class Trespasser implements Service {
    /** Called by the node. */
    public Trespasser() {}

    @Override
    public void start(Host host) throws IOException {
        new Greeter().start(host);
        trespass();
    }

    private static void trespass() throws IOException {
        Intruder.run("true");
    }
}
