package org.qgate.gate.internal.confine;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A node of its own, for a test to kill: begins a process that spins, says so, and lives on. */
public final class ShortNode {
    private ShortNode() {}

    /** @param arguments the test's folder */
    public static void main(String[] arguments) throws Exception {
        ConfineBench bench = new ConfineBench(Path.of(arguments[0]));
        ConfineBench.Talk talk = bench.launch(100);
        System.out.println(talk.attempt("spin 1").substring("got ".length()));
        new CountDownLatch(1).await();
    }
}
