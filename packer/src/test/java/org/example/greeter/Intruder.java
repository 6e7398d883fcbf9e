package org.example.greeter;

import java.io.IOException;

/** Does what no extender may. */
final class Intruder {
    private Intruder() {}

    static void run(String command) throws IOException {
        new ProcessBuilder(command).start();
        System.exit(1);
    }
}
