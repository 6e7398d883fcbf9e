package org.qgate.gate.internal.process;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.qgate.api.error.QGateException;
import org.qgate.ext.Host;
import org.qgate.ext.RefusedException;
import org.qgate.ext.RefusedException.Reason;
import org.qgate.ext.Service;
import org.qgate.gate.Program;
import org.qgate.sandbox.wire.Line;

/**
 * An extender in a process of its own, as its instance sees it: each step goes over the line, and what the process asks for is
 * asked of the instance's own host. Thread-safe.
 */
public final class RemoteService implements Service, AutoCloseable {
    private static final long LAUNCH_MS = 8_000;

    /** Steps have bounds of their own: whoever waits is interrupted before. */
    private static final long STEP_MS = 3_600_000;

    private final Program program;
    private final ChildLauncher launcher;
    private final Staff staff;
    private volatile Consumer<String> whenLost = why -> {};
    private volatile Connection connection;
    private final AtomicLong endedNs = new AtomicLong();
    private volatile boolean closed;

    /** Begins nothing yet. */
    public RemoteService(Program program, ChildLauncher launcher, Staff staff) {
        this.program = program;
        this.launcher = launcher;
        this.staff = staff;
    }

    /** Names who is told, on any thread and at once, that the process ended by itself; the extender's log has it already. */
    public void whenLost(Consumer<String> told) {
        whenLost = told;
    }

    /**
     * Begins a process, in place of one that has ended, and makes the extender's object there. May wait some seconds.
     *
     * @throws QGateException QG-EXT-0005, or 0072 when it ended at once
     * @throws Exception when the entry class cannot be made there
     */
    public void make() throws Exception {
        Child child = launcher.launch(program, staff.permit().get(), LAUNCH_MS);
        Connection next = new Connection(child, staff, this::lost);
        boolean made = false;
        try {
            next.begin(staff);
            call(next, "make", program.entryClass());
            made = true;
        } finally {
            if (!made) {
                next.close();
            }
        }
        Connection before = connection;
        connection = next;
        if (before != null) {
            before.close();
            endedNs.addAndGet(before.child().cpuNs());
        }
        if (closed) {
            next.close();
        }
    }

    private void lost(String why) {
        if (!closed) {
            staff.note().accept("its process ended: " + why);
            whenLost.accept(why);
        }
    }

    /** Whether there is a process, and its line is good. */
    public boolean isRunning() {
        Connection present = connection;
        return present != null && present.isOpen();
    }

    /** Returns the process of this moment, if there was one. */
    public Child child() {
        Connection present = connection;
        return present == null ? null : present.child();
    }

    /** Returns the processor time that its processes have used, in milliseconds. */
    public long cpuMs() {
        Child present = child();
        return TimeUnit.NANOSECONDS.toMillis(endedNs.get() + (present == null ? 0 : present.cpuNs()));
    }

    @Override
    public void start(Host host) {
        connection.open(host);
        call(connection, "start");
        connection.child().begun();
    }

    @Override
    public void drain(long atMostMs) {
        call(connection, "drain", atMostMs);
    }

    @Override
    public byte[] exportState() {
        Connection present = connection;
        Object state = said(present, () -> present.line().callLong("export", STEP_MS, Line.LONGEST));
        if (state instanceof byte[] bytes) {
            return bytes;
        }
        throw new IllegalArgumentException("a state is never null");
    }

    @Override
    public void importState(byte[] state, String fromVersion) {
        call(connection, "import", state, fromVersion);
    }

    @Override
    public void stop() {
        call(connection, "stop");
    }

    private static Object call(Connection to, String name, Object... arguments) {
        return said(to, () -> to.line().call(name, STEP_MS, arguments));
    }

    /** What an ended process did not say is no refusal: it is said how it ended. */
    private static Object said(Connection by, Supplier<Object> asked) {
        try {
            return asked.get();
        } catch (RefusedException refused) {
            throw refused.reason() == Reason.CLOSED && !by.isOpen() ? by.gone() : refused;
        }
    }

    /** Ends the process, if there is one, and begins no other. Idempotent. */
    @Override
    public void close() {
        closed = true;
        Connection present = connection;
        if (present != null) {
            present.close();
        }
    }
}
