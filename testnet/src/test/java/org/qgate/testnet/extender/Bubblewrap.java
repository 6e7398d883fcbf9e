package org.qgate.testnet.extender;

import java.io.IOException;

/** Whether this machine holds processes apart; what needs that is left out where it does not. */
final class Bubblewrap {
    static final String MISSING = "nothing here holds a process: install bubblewrap, and let it make namespaces";

    private Bubblewrap() {}

    /** Tries it. */
    static boolean holds() {
        try {
            return new ProcessBuilder("bwrap", "--unshare-all", "--die-with-parent", "--ro-bind", "/", "/", "true")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException none) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
