package org.qgate.services.internal.core;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;

/**
 * Versions that left office and whose calls and streams may end in peace, for a bounded time and in bounded number.
 * Thread-safe.
 */
final class Retired {
    /** So many old versions of one extender end at a time; then the oldest ends at once. */
    static final int MOST = 3;

    private static final long WAIT_S = 10;

    private final World world;
    private final Stage stage;
    private final List<One> ending = new ArrayList<>();

    private record One(Running running, CountDownLatch gone) {}

    Retired(World world, Stage stage) {
        this.world = world;
        this.stage = stage;
    }

    /** Lets a version end; {@code parked} is called when it has. */
    void add(Running old, Runnable parked) {
        One one = new One(old, new CountDownLatch(1));
        List<One> earlier;
        synchronized (ending) {
            ending.add(one);
            earlier = of(old.manifest().id());
        }
        earlier.subList(0, Math.max(0, earlier.size() - MOST)).forEach(this::finish);
        long drainMs = old.manifest().lifecycle().drainMs();
        boolean queued = world.drains().offer(() -> {
            drain(old, drainMs);
            finish(one);
            parked.run();
        });
        if (!queued) {
            finish(one);
            parked.run();
        }
    }

    private void drain(Running old, long atMostMs) {
        try {
            world.hosting().get().drain(old.instance(), atMostMs);
        } catch (QGateException gone) {
            if (gone.code() != ExtenderError.NO_INSTANCE) {
                world.hosting()
                        .get()
                        .note(old.manifest().id(), old.manifest().version(), "did not drain: " + gone.getMessage());
            }
        }
    }

    private List<One> of(String id) {
        return ending.stream()
                .filter(each -> each.running().manifest().id().equals(id))
                .toList();
    }

    private void finish(One one) {
        synchronized (ending) {
            if (!ending.remove(one)) {
                return;
            }
        }
        try {
            stage.remove(one.running());
        } finally {
            one.gone().countDown();
        }
    }

    /** Ends all versions of an extender now, as before its data goes back, and waits until they are gone. */
    void end(String id) {
        end(id, each -> true);
    }

    /** Ends one version now, as before it is installed again: its place is taken until then. */
    void end(String id, String version) {
        end(id, each -> each.running().manifest().version().equals(version));
    }

    private void end(String id, Predicate<One> which) {
        List<One> all;
        synchronized (ending) {
            all = of(id).stream().filter(which).toList();
        }
        all.forEach(this::finish);
        for (One each : all) {
            await(each);
        }
    }

    private static void await(One one) {
        try {
            if (!one.gone().await(WAIT_S, TimeUnit.SECONDS)) {
                throw new QGateException(
                        ExtenderError.BUSY, one.running().manifest().version() + " is still being taken away");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new QGateException(ExtenderError.BUSY, "interrupted", stop);
        }
    }
}
