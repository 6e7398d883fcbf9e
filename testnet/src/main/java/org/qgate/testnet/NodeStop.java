package org.qgate.testnet;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends node processes: asks, waits, then insists. Touches only processes that are what their mark says. */
final class NodeStop {
    /** A process to end. */
    record Target(int index, ProcessMark mark, Path dir) {}

    private NodeStop() {}

    /** Ends all; returns the indexes of those that had to be killed. */
    static List<Integer> stop(List<Target> targets, Duration patience) {
        List<Target> alive =
                targets.stream().filter(each -> each.mark().alive(each.dir())).toList();
        alive.forEach(each -> ProcessHandle.of(each.mark().pid()).ifPresent(ProcessHandle::destroy));
        long end = System.nanoTime() + patience.toNanos();
        List<Integer> killed = new ArrayList<>();
        for (Target each : alive) {
            if (!ended(each, end - System.nanoTime()) && each.mark().alive(each.dir())) {
                ProcessHandle.of(each.mark().pid()).ifPresent(ProcessHandle::destroyForcibly);
                ended(each, Duration.ofSeconds(5).toNanos());
                killed.add(each.index());
            }
        }
        return killed;
    }

    private static boolean ended(Target target, long withinNs) {
        CompletableFuture<ProcessHandle> exit = ProcessHandle.of(target.mark().pid())
                .map(ProcessHandle::onExit)
                .orElseGet(() -> CompletableFuture.completedFuture(null));
        try {
            exit.get(Math.max(1, withinNs), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException still) {
            return false;
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
