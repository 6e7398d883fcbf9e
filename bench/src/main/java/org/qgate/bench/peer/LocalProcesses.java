package org.qgate.bench.peer;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.qgate.testnet.ProcessCost;

/** Processes that were started for one side, to count and to end: these and their children, no others. */
final class LocalProcesses implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;

    private final List<Process> all = new ArrayList<>();
    private final Thread stop = new Thread(this::end, "peer-stop"); // Ctrl-C leaves nothing behind

    LocalProcesses() {
        Runtime.getRuntime().addShutdownHook(stop);
    }

    /** Starts a process that stays in the foreground; what it says goes to {@code log}. */
    synchronized void start(Path log, List<String> command) throws IOException {
        all.add(new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start());
    }

    /** Returns the number of a process that ended, or -1 while all run. */
    synchronized int ended() {
        for (int i = 0; i < all.size(); i++) {
            if (!all.get(i).isAlive()) {
                return i;
            }
        }
        return -1;
    }

    /** Returns how many run, children included. */
    synchronized int count() {
        return tree().size();
    }

    /** Returns CPU seconds of all, living children included; ended ones are counted in their parents. */
    synchronized double cpuSeconds() {
        return tree().stream()
                .mapToDouble(each -> ProcessCost.cpuSeconds(each.pid()))
                .sum();
    }

    private List<ProcessHandle> tree() {
        List<ProcessHandle> tree = new ArrayList<>();
        for (Process each : all) {
            if (each.isAlive()) {
                tree.add(each.toHandle());
                each.toHandle().descendants().forEach(tree::add);
            }
        }
        return tree;
    }

    private synchronized void end() {
        List<ProcessHandle> tree = tree();
        tree.forEach(ProcessHandle::destroy);
        try {
            for (Process each : all) {
                if (!each.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    each.destroyForcibly().waitFor();
                }
            }
        } catch (InterruptedException now) {
            Thread.currentThread().interrupt();
        }
        tree.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(stop);
        } catch (IllegalStateException stopping) {
            // the program ends: the hook finds nothing left to do
        }
    }
}
