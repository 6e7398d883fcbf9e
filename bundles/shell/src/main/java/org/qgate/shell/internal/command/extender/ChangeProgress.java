package org.qgate.shell.internal.command.extender;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.Retry;
import org.qgate.api.extender.ExtenderChange;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;
import org.qgate.shell.internal.view.Table;
import org.qgate.shell.internal.view.Text;

/** Follows a change of an extender through the journal; the change goes on by itself, whoever looks. */
final class ChangeProgress {
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(20);
    /** A drain and a probation have bounds of their own; together they stay below this. */
    private static final long LONGEST_NS = TimeUnit.MINUTES.toNanos(15);

    private static final String HELD = "HELD";
    private static final String ROLLED_BACK = "ROLLED_BACK";
    /** After these nothing more comes; {@code LIVE} may still be taken back. */
    private static final Set<String> WELL = Set.of("LIVE", "CONFIRMED", "STOPPED", "REMOVED");

    /** When a command returns. */
    enum Until {
        /** At once. */
        BEGUN,
        /** There is an outcome, be it that a new version is in office. */
        OUTCOME,
        /** A new version is confirmed or taken back. */
        OVER
    }

    private final ShellServices asked;
    private final long number;
    private final Consumer<String> say;
    private int told;

    private ChangeProgress(ShellServices asked, long number, Consumer<String> say) {
        this.asked = asked;
        this.number = number;
        this.say = say;
    }

    /** Says a line for each step as it is taken and returns when it is time. */
    static Answer follow(ShellServices asked, long number, Until until, Consumer<String> say) {
        Answer answer = new ChangeProgress(asked, number, say).await(until);
        asked.extendersChanged();
        return answer;
    }

    private Answer await(Until until) {
        long end = System.nanoTime() + LONGEST_NS;
        ExtenderChange now = look();
        while (!reached(now, until) && System.nanoTime() - end < 0) {
            if (Thread.currentThread().isInterrupted()) {
                say.accept("the change goes on by itself: extender:changes tells how far it has come");
                return answer(now).exit(Retry.MAY_HELP.exitCode());
            }
            LockSupport.parkNanos(LOOK_NS);
            now = look();
        }
        boolean asWished = until == Until.BEGUN && now.outcome().isEmpty();
        return answer(now).exit(asWished ? 0 : exitCode(now));
    }

    private boolean reached(ExtenderChange now, Until until) {
        boolean open = now.outcome().isEmpty() || until == Until.OVER && mayBeTakenBack(now);
        return until == Until.BEGUN || !open;
    }

    /** Only a version that took over from another one is on probation, and only if its manifest wants one. */
    private boolean mayBeTakenBack(ExtenderChange now) {
        boolean takesOver = Set.of("install", "update", "approve").contains(now.action())
                && now.outcome().equals("LIVE");
        return takesOver
                && asked.extenders()
                        .info(now.id())
                        .filter(info -> info.state().equals("PROBATION"))
                        .isPresent();
    }

    private ExtenderChange look() {
        ExtenderChange now = asked.extenders()
                .change(number)
                .orElseThrow(() -> new QGateException(ExtenderError.STATE, "the journal has no change " + number));
        for (; told < now.steps().size(); told++) {
            ExtenderChange.Step step = now.steps().get(told);
            say.accept(step.name() + " took " + milliseconds(step.micros()) + " ms");
        }
        return now;
    }

    private static Answer answer(ExtenderChange now) {
        Table steps = new Table("no step was taken", "step", "ms");
        now.steps().forEach(step -> steps.row(step.name(), milliseconds(step.micros())));
        String line = Text.clean("change " + now.number() + ": " + sentence(now));
        return Answer.of(
                Document.of("qgate.extender-change/1").with("change", now),
                (out, terminal) -> out.println(line),
                steps);
    }

    private static String sentence(ExtenderChange now) {
        String versions = now.from().isEmpty() ? now.to() : now.from() + " -> " + now.to();
        return now.action() + " " + now.id() + " " + versions + ": "
                + (now.outcome().isEmpty() ? "under way" : now.outcome())
                + (now.gateClosedMicros() > 0
                        ? ", callers waited at most " + milliseconds(now.gateClosedMicros()) + " ms"
                        : "")
                + (now.missing().isEmpty() ? "" : ", consent is missing for " + String.join(", ", now.missing()))
                + (now.error().isEmpty() ? "" : "; " + now.error());
    }

    private static int exitCode(ExtenderChange now) {
        if (WELL.contains(now.outcome())
                || now.outcome().equals(ROLLED_BACK) && now.action().equals("rollback")) {
            return 0;
        }
        if (now.outcome().isEmpty()) {
            return Retry.MAY_HELP.exitCode();
        }
        if (!now.missing().isEmpty()) {
            return Retry.NEEDS_CONSENT.exitCode();
        }
        Retry standard = now.outcome().equals(HELD) ? Retry.REFUSED : Retry.WILL_NOT_HELP;
        return Arrays.stream(ExtenderError.values())
                .filter(each -> now.error().startsWith(each.entry().id()))
                .findFirst()
                .map(each -> each.entry().retry())
                .orElse(standard)
                .exitCode();
    }

    static String milliseconds(long micros) {
        return String.format(Locale.ROOT, "%.1f", micros / 1_000.0);
    }
}
