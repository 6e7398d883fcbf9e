package org.qgate.shell.internal.command;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.Retry;
import org.qgate.api.error.UpdateError;
import org.qgate.api.update.UpdateRecord;
import org.qgate.api.update.UpdateStep;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;
import org.qgate.shell.internal.view.Table;
import org.qgate.shell.internal.view.Text;

/** Follows an update through the journal. */
final class UpdateProgress {
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(20);
    /** Every step has a bound of its own; together they stay below this. */
    private static final long LONGEST_NS = TimeUnit.MINUTES.toNanos(5);

    private UpdateProgress() {}

    /** Waits until the new version is in office, or further until it is confirmed; the update goes on by itself. */
    static Answer await(ShellServices asked, long id, boolean confirmed) {
        long end = System.nanoTime() + LONGEST_NS;
        while (true) {
            UpdateRecord now = asked.updates()
                    .record(id)
                    .orElseThrow(() -> new QGateException(UpdateError.UNKNOWN, "the journal has no entry " + id));
            if (now.over() || !confirmed && now.outcome() == UpdateStep.PROBATION) {
                return answer(now);
            }
            if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
                return answer(now);
            }
            LockSupport.parkNanos(LOOK_NS);
        }
    }

    private static Answer answer(UpdateRecord now) {
        Document document = Document.of("qgate.update/1").with("update", now);
        Table steps = new Table("no step was taken", "step", "ms");
        now.steps().forEach(step -> steps.row(step.step(), milliseconds(step.micros())));
        String line = now.bundle() + " " + now.from() + " -> " + now.to() + ": " + now.outcome()
                + (now.gateClosedMicros() > 0
                        ? ", traffic stood still for " + milliseconds(now.gateClosedMicros()) + " ms"
                        : "")
                + (now.error().isEmpty() ? "" : "; " + now.error());
        boolean well = now.outcome() == UpdateStep.PROBATION || now.outcome() == UpdateStep.CONFIRMED;
        return Answer.of(document, (out, terminal) -> out.println(Text.clean(line)), steps)
                .exit(well ? 0 : Retry.WILL_NOT_HELP.exitCode());
    }

    static String milliseconds(long micros) {
        return String.format(Locale.ROOT, "%.1f", micros / 1_000.0);
    }
}
