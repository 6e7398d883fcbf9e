package org.qgate.ext.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.qgate.ext.Permission;
import org.qgate.ext.RefusedException;
import org.qgate.ext.RefusedException.Reason;

/** What one host may do at this moment; asked by each facade at each call. Guarded by {@link Turns}. */
final class Pass {
    private static final long SECOND_MS = 1_000;
    private static final long MINUTE_MS = 60_000;

    /** What the limits leave at this moment. */
    record Paces(Pace made, Pace served, Pace in, Pace out, Pace random, Pace lines, Pace events, Pace stored) {}

    private final Turns turns;
    private final Meter meter;
    private final List<Runnable> watchers = new ArrayList<>();
    private final boolean everything;
    private Sheet sheet;
    private Paces paces;
    private boolean open = true;
    private boolean crashed;

    /** @param everything whether it may do all there is, whatever its sheet says */
    Pass(Turns turns, Sheet sheet, Meter meter, boolean everything) {
        this.turns = turns;
        this.sheet = sheet;
        this.meter = meter;
        this.everything = everything;
        paces = paces(sheet.limits());
    }

    private Paces paces(Limits limits) {
        return new Paces(
                new Pace(turns, limits.callsPerSecond(), SECOND_MS),
                new Pace(turns, limits.callsPerSecond(), SECOND_MS),
                new Pace(turns, limits.bytesPerSecond(), SECOND_MS),
                new Pace(turns, limits.bytesPerSecond(), SECOND_MS),
                new Pace(turns, limits.randomBytesPerSecond(), SECOND_MS),
                new Pace(turns, limits.logLinesPerMinute(), MINUTE_MS),
                new Pace(turns, limits.callsPerSecond(), SECOND_MS),
                new Pace(turns, limits.bytesPerSecond(), SECOND_MS));
    }

    Turns turns() {
        return turns;
    }

    Sheet sheet() {
        synchronized (turns) {
            return sheet;
        }
    }

    Paces paces() {
        synchronized (turns) {
            return paces;
        }
    }

    void change(Sheet next) {
        synchronized (turns) {
            if (!next.limits().equals(sheet.limits())) {
                paces = paces(next.limits());
            }
            sheet = next;
            tell();
        }
    }

    void watch(Runnable watcher) {
        synchronized (turns) {
            watchers.add(watcher);
        }
    }

    private void tell() {
        List.copyOf(watchers).forEach(Runnable::run);
        turns.changed();
    }

    void close(boolean crash) {
        synchronized (turns) {
            open = false;
            crashed |= crash;
            tell();
        }
    }

    boolean open() {
        synchronized (turns) {
            return open;
        }
    }

    boolean provides(String protocol) {
        return everything || sheet().provides().contains(protocol);
    }

    boolean allows(Permission permission) {
        synchronized (turns) {
            return open
                    && permission.available()
                    && (everything || sheet.grants().containsKey(permission));
        }
    }

    boolean allows(Permission permission, String element) {
        synchronized (turns) {
            return open && permission.available() && (everything || sheet.allows(permission, element));
        }
    }

    /** Refuses once the host has ended. */
    void require() {
        synchronized (turns) {
            if (crashed && Thread.currentThread() instanceof Crew.Member) {
                throw new Crash();
            }
            if (!open) {
                throw closed();
            }
        }
    }

    static RefusedException closed() {
        return new RefusedException(Reason.CLOSED, "the extender was stopped");
    }

    void use(Permission permission) {
        require();
        if (!allows(permission)) {
            throw denied(permission, "");
        }
        meter.used(permission);
    }

    void use(Permission permission, String element) {
        require();
        if (!allows(permission, element)) {
            throw denied(permission, element);
        }
        meter.used(permission);
    }

    RefusedException denied(Permission permission, String element) {
        meter.refused(permission);
        String what = element.isEmpty() ? permission.id() : permission.id() + " for '" + element + "'";
        return new RefusedException(Reason.DENIED, permission, what + " is not granted");
    }

    RefusedException limit(Permission permission, String what) {
        if (permission != null) {
            meter.refused(permission);
        }
        return new RefusedException(Reason.LIMIT, permission, what);
    }

    RefusedException limit(String what) {
        return limit(null, what);
    }

    /** Takes an amount from a pace, waits if need be, and refuses when that would take longer. */
    void pay(Permission permission, Pace pace, long amount, long atMostMs) {
        long waitNs = pace.takeWithin(amount, atMostMs);
        if (waitNs < 0) {
            throw limit(permission, "the quota of bytes a second is used up");
        }
        if (waitNs > 0) {
            await(() -> !open, TimeUnit.NANOSECONDS.toMillis(waitNs) + 1);
        }
    }

    /** Waits, and says so when it was interrupted. */
    boolean await(BooleanSupplier done, long atMostMs) {
        try {
            return turns.await(done, atMostMs);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            require();
            throw new RefusedException(Reason.TIMEOUT, "interrupted while waiting");
        }
    }
}
