package org.qgate.gate.internal.facade;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import org.qgate.api.base.Clock;
import org.qgate.ext.Permission;
import org.qgate.ext.RefusedException;
import org.qgate.ext.RefusedException.Reason;
import org.qgate.gate.Permit;

/**
 * The one place that all facades of an instance ask, at each call: one volatile read says what it may do at this moment.
 * Thread-safe.
 */
public final class Access {
    /** What holds at one moment; replaced whole. */
    private record Now(Permit permit, Rations rations, boolean open) {}

    private final Clock clock;
    private final Meter meter;
    private final LongAdder limited = new LongAdder();
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private volatile Now now;

    /** Opens with a permit. */
    public Access(Permit permit, Clock clock, Meter meter) {
        this.clock = clock;
        this.meter = meter;
        now = new Now(permit, Rations.of(permit.quota(), clock), true);
    }

    /** Returns the present permit. */
    public Permit permit() {
        return now.permit();
    }

    Rations rations() {
        return now.rations();
    }

    /** Changes what is permitted; returns when everything that is held has been looked at. */
    public synchronized void permit(Permit next) {
        Now before = now;
        Rations rations =
                before.permit().quota().equals(next.quota()) ? before.rations() : Rations.of(next.quota(), clock);
        now = new Now(next, rations, before.open());
        watchers.forEach(Runnable::run);
    }

    /** Ends it for good: every call is refused as closed, everything that is held goes. */
    public synchronized void close() {
        Now before = now;
        now = new Now(before.permit(), before.rations(), false);
        watchers.forEach(Runnable::run);
        watchers.clear();
    }

    /** Whether it has not ended. */
    public boolean open() {
        return now.open();
    }

    /** Remembers who holds something that a change may end; short, and never an extender's code. */
    public void watch(Runnable watcher) {
        watchers.add(watcher);
    }

    /** Whether a permission is granted. */
    boolean allows(Permission permission) {
        Now held = now;
        return held.open() && held.permit().allows(permission);
    }

    /** Whether a permission is granted for one element of its scope. */
    public boolean allows(Permission permission, String element) {
        Now held = now;
        return held.open() && held.permit().allows(permission, element);
    }

    /** Refuses once the instance has ended. */
    void require() {
        if (!now.open()) {
            throw new RefusedException(Reason.CLOSED, "the extender was stopped");
        }
    }

    /** Refuses unless a permission is granted; counts either. */
    void use(Permission permission) {
        require();
        if (!allows(permission)) {
            throw denied(permission, "");
        }
        meter.used(permission);
    }

    /** Refuses unless a permission is granted for an element; counts either. */
    void use(Permission permission, String element) {
        require();
        if (!allows(permission, element)) {
            throw denied(permission, element);
        }
        meter.used(permission);
    }

    /** Makes and counts a refusal for want of a permission. */
    RefusedException denied(Permission permission, String element) {
        meter.refused(permission);
        String what = element.isEmpty() ? permission.id() : permission.id() + " for '" + element + "'";
        return new RefusedException(Reason.DENIED, permission, what + " is not granted");
    }

    /** Makes and counts a refusal because a quota is used up; the permission may be null. */
    RefusedException limit(Permission permission, String what) {
        limited.increment();
        if (permission != null) {
            meter.refused(permission);
        }
        return new RefusedException(Reason.LIMIT, permission, what);
    }

    /** Makes and counts a refusal because a quota is used up, in a matter that needs no permission. */
    RefusedException limit(String what) {
        return limit(null, what);
    }

    /** Returns how often a quota refused something. */
    public long limited() {
        return limited.sum();
    }

    /** Counts a call or stream that came for a handler; false when it may not be served, or too many came this second. */
    public boolean served(String protocol) {
        boolean allowed = allows(Permission.NET_ACCEPT, protocol);
        if (allowed && rations().callsServed().take(1)) {
            meter.used(Permission.NET_ACCEPT);
            return true;
        }
        if (allowed) {
            limited.increment();
        }
        meter.refused(Permission.NET_ACCEPT);
        return false;
    }
}
