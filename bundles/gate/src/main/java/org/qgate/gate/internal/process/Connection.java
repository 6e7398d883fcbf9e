package org.qgate.gate.internal.process;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.qgate.api.base.Workers;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.ext.Host;
import org.qgate.gate.Permit;
import org.qgate.sandbox.wire.Line;
import org.qgate.sandbox.wire.Pump;
import org.qgate.sandbox.wire.Wire;

/** One process and the line to it: when either ends, so does the other. Thread-safe. */
final class Connection implements AutoCloseable {
    private static final long HELLO_MS = 8_000;

    private final Child child;
    private final Door door;
    private final Workers reader;
    private final Crew crew;
    private final Consumer<String> lost;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Pump pump;
    private volatile String why = "";

    /** @param lost told once, with a sentence, when it ends and nobody closed it */
    Connection(Child child, Staff staff, Consumer<String> lost) {
        this.child = child;
        this.lost = lost;
        door = new Door(child.token());
        reader = staff.scheduler().workers(staff.name() + "-line", 1, 1);
        crew = new Crew(
                staff.scheduler().workers(staff.name() + "-door", Wire.MOST_CALLS, Wire.MOST_CALLS), staff.cpu());
    }

    /** Begins to read, waits for HELLO and answers it. */
    void begin(Staff staff) throws IOException, InterruptedException {
        Pump made = Pump.over(child.channel(), door, crew::offer, this::ended);
        pump = made;
        child.charge(staff.cpu()::usedNs);
        if (!reader.offer(() -> read(made, staff))) {
            made.drop();
        }
        child.ended().thenAccept(made.line()::close);
        if (!door.awaitHello(HELLO_MS) || made.line().isClosed()) {
            throw gone();
        }
        Permit permit = staff.permit().get();
        made.line().hello(Wire.VERSION, permit.id(), permit.version());
    }

    private static void read(Pump pump, Staff staff) {
        staff.cpu().enter(Thread.currentThread().getId());
        pump.run();
    }

    private void ended(Line.Ended how) {
        why = how.breach()
                ? ExtenderError.PROCESS_LINE.id() + " its process broke a rule of the line: " + how.why()
                : how.why();
        child.kill();
        door.shut();
        if (!closed.get()) {
            lost.accept(why);
        }
    }

    /** Returns what whoever needs it gets when it has ended. */
    QGateException gone() {
        return new QGateException(ExtenderError.PROCESS_ENDED, why.isEmpty() ? "it did not say HELLO in time" : why);
    }

    /** Lets the process ask the facades of an instance. */
    void open(Host host) {
        door.open(host, new Extender(line()));
    }

    Line line() {
        return pump.line();
    }

    boolean isOpen() {
        return pump != null && !line().isClosed();
    }

    Child child() {
        return child;
    }

    /** Ends both, on purpose. Idempotent. */
    @Override
    public void close() {
        closed.set(true);
        if (pump != null) {
            line().close("the extender was stopped");
        }
        child.kill();
        crew.close();
        reader.close();
    }
}
