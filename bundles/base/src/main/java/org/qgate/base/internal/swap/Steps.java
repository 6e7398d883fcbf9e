package org.qgate.base.internal.swap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.UpdateError;
import org.qgate.api.update.UpdateRecord.StepTime;
import org.qgate.api.update.UpdateStep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of one update as they are taken: what was taken is in the journal before the next one begins. */
final class Steps {
    private static final Logger LOG = LoggerFactory.getLogger("org.qgate.updates");

    private final Journal journal;
    private final Tally tally;
    private final long id;
    private final Map<UpdateStep, Long> micros = new LinkedHashMap<>();
    private long closedMicros;
    private boolean watched;

    Steps(Journal journal, Tally tally, long id) {
        this.journal = journal;
        this.tally = tally;
        this.id = id;
    }

    long id() {
        return id;
    }

    void took(UpdateStep step, long ofMicros) {
        micros.merge(step, ofMicros, Long::sum);
    }

    /** Adds what a hand-over took; the way back after a probation is another one of the same update. */
    void took(Swap swap) {
        swap.micros().forEach(this::took);
        closedMicros = Math.max(closedMicros, swap.closedMicros());
        tally.closedFor(swap.closedMicros());
    }

    /** The update is at a step now. Once on probation it stays there, also on the way back, until it is over. */
    void at(UpdateStep step) {
        if (!watched) {
            watched = step == UpdateStep.PROBATION;
            write(step, "");
        }
    }

    /** It stayed. */
    void confirmed() {
        end(UpdateStep.CONFIRMED, "");
    }

    /** It did not come to stay. */
    void failed(UpdateStep outcome, UpdateError code, String why) {
        end(outcome, new QGateException(code, why).getMessage());
    }

    /** It was refused before anything changed. */
    void refused(QGateException refusal) {
        end(UpdateStep.ABORTED, refusal.getMessage());
    }

    private void end(UpdateStep outcome, String error) {
        write(outcome, error);
        tally.ended(outcome);
    }

    private void write(UpdateStep step, String error) {
        List<StepTime> times = new ArrayList<>();
        micros.forEach((each, taken) -> times.add(new StepTime(each, taken)));
        try {
            journal.step(id, step, times, closedMicros, error);
        } catch (QGateException unwritable) { // memory knows it; a full disk must not stop an update half-way
            LOG.error("The journal of updates lags behind: {}", unwritable.getMessage());
        }
    }
}
