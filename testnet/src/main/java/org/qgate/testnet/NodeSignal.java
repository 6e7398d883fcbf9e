package org.qgate.testnet;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** What can be done to a node's process from outside, without its doing. */
enum NodeSignal {
    KILL,
    STOP,
    CONT,
    /** Makes Java print what all its threads do. */
    QUIT;

    private static final int LONGEST_SECONDS = 10;

    /** Sends the signal, if this very process still runs. */
    void send(TestnetNode node) {
        if (!node.alive()) {
            throw new TestnetException("node " + node.index() + " does not run: no " + name() + " for it");
        }
        try {
            // Java itself can send but two signals.
            Process kill = new ProcessBuilder(
                            "kill", "-" + name(), Long.toString(node.process().pid()))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(kill.getInputStream().readAllBytes()).strip();
            if (!kill.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) || kill.exitValue() != 0) {
                throw new TestnetException("node " + node.index() + ": " + name() + " failed: " + said);
            }
        } catch (IOException failed) {
            throw new TestnetException("node " + node.index() + ": " + failed.getMessage(), true, failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new TestnetException("interrupted");
        }
    }
}
