package org.qgate.shell.internal.command;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
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

/** Follows an update through the journal; the update goes on by itself, whoever looks. */
final class UpdateProgress {
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(20);
    /** Every step has a bound of its own; together they stay below this. */
    private static final long LONGEST_NS = TimeUnit.MINUTES.toNanos(5);

    /** When a command returns. */
    enum Until {
        /** At once. */
        BEGUN,
        /** The new version is in office. */
        IN_OFFICE,
        /** It is confirmed or taken back. */
        OVER
    }

    private final ShellServices asked;
    private final long id;
    private final Consumer<String> say;
    private UpdateStep last;
    private int told;

    private UpdateProgress(ShellServices asked, long id, Consumer<String> say) {
        this.asked = asked;
        this.id = id;
        this.say = say;
    }

    /** Says a line for each step as it is taken and returns when it is time. */
    static Answer follow(ShellServices asked, long id, Until until, Consumer<String> say) {
        return new UpdateProgress(asked, id, say).await(until);
    }

    private Answer await(Until until) {
        long end = System.nanoTime() + LONGEST_NS;
        UpdateRecord now = look();
        while (!reached(now, until)
                && System.nanoTime() - end < 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(LOOK_NS);
            now = look();
        }
        return answer(now, until);
    }

    private static boolean reached(UpdateRecord now, Until until) {
        return now.over() || until == Until.BEGUN || until == Until.IN_OFFICE && now.outcome() == UpdateStep.PROBATION;
    }

    private UpdateRecord look() {
        UpdateRecord now = asked.updates()
                .record(id)
                .orElseThrow(() -> new QGateException(UpdateError.UNKNOWN, "the journal has no entry " + id));
        for (; told < now.steps().size(); told++) {
            UpdateRecord.StepTime step = now.steps().get(told);
            say.accept(step.step() + " took " + milliseconds(step.micros()) + " ms");
        }
        if (now.outcome() != last) {
            last = now.outcome();
            say.accept(now.bundle() + " " + now.from() + " -> " + now.to() + ": " + last);
        }
        return now;
    }

    private static Answer answer(UpdateRecord now, Until until) {
        Document document = Document.of("qgate.update/1").with("update", now);
        Table steps = new Table("no step was taken", "step", "ms");
        now.steps().forEach(step -> steps.row(step.step(), milliseconds(step.micros())));
        String line = "update " + now.id() + ": " + now.bundle() + " " + now.from() + " -> " + now.to() + ": "
                + now.outcome()
                + (now.gateClosedMicros() > 0
                        ? ", traffic stood still for " + milliseconds(now.gateClosedMicros()) + " ms"
                        : "")
                + (now.error().isEmpty() ? "" : "; " + now.error());
        boolean well = !now.over() && until == Until.BEGUN
                || now.outcome() == UpdateStep.PROBATION
                || now.outcome() == UpdateStep.CONFIRMED;
        return Answer.of(document, (out, terminal) -> out.println(Text.clean(line)), steps)
                .exit(well ? 0 : Retry.WILL_NOT_HELP.exitCode());
    }

    static String milliseconds(long micros) {
        return String.format(Locale.ROOT, "%.1f", micros / 1_000.0);
    }
}
