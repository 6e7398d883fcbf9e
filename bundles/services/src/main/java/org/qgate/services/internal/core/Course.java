package org.qgate.services.internal.core;

import java.util.ArrayList;
import java.util.List;
import org.qgate.api.base.Clock;
import org.qgate.api.error.QGateException;
import org.qgate.api.extender.ExtenderChange;
import org.qgate.services.internal.record.Held;

/** One change on its way. Thread-safe. */
final class Course {
    private final Clock clock;
    private final long startedNs;
    private ExtenderChange change;
    private long stepNs;
    private boolean underWay;

    Course(Clock clock, long number, String actor, String action, String id, String from, String to) {
        this.clock = clock;
        this.startedNs = clock.monoNs();
        this.stepNs = startedNs;
        change = new ExtenderChange(
                number, actor, action, id, from, to, clock.wallMs(), List.of(), "", 0, "", List.of());
    }

    /** One that began before. */
    Course(Clock clock, ExtenderChange before) {
        this.clock = clock;
        this.startedNs = clock.monoNs();
        this.stepNs = startedNs;
        change = before;
    }

    synchronized ExtenderChange change() {
        return change;
    }

    /** Somebody works on it from now on, and whoever asks learns of an outcome only once that is done. */
    synchronized void underWay(boolean now) {
        underWay = now;
    }

    /** Returns what others may know: an outcome stands only when all that belongs to it does. */
    synchronized ExtenderChange shown() {
        return underWay
                ? with(change.steps(), "", change.gateClosedMicros(), change.error(), change.missing())
                : change;
    }

    long number() {
        return change().number();
    }

    String id() {
        return change().id();
    }

    /** A step is done. */
    synchronized ExtenderChange step(String name) {
        long now = clock.monoNs();
        List<ExtenderChange.Step> steps = new ArrayList<>(change.steps());
        steps.add(new ExtenderChange.Step(name, Math.max(0, now - stepNs) / 1_000));
        stepNs = now;
        return put(steps, change.outcome(), change.gateClosedMicros(), change.error(), change.missing());
    }

    /** It is over, as far as callers are concerned. */
    synchronized ExtenderChange outcome(String outcome) {
        return put(change.steps(), outcome, change.gateClosedMicros(), change.error(), change.missing());
    }

    synchronized ExtenderChange failed(String outcome, QGateException why) {
        return put(change.steps(), outcome, change.gateClosedMicros(), why.getMessage(), change.missing());
    }

    /** It is over for now: something has to be there, or agreed to, before it goes on. */
    synchronized ExtenderChange held(Held why) {
        return put(change.steps(), "HELD", change.gateClosedMicros(), why.code() + " " + why.reason(), why.missing());
    }

    synchronized ExtenderChange closed(long micros) {
        return put(change.steps(), change.outcome(), micros, change.error(), change.missing());
    }

    private ExtenderChange put(
            List<ExtenderChange.Step> steps, String outcome, long closed, String error, List<String> missing) {
        change = with(steps, outcome, closed, error, missing);
        return change;
    }

    private ExtenderChange with(
            List<ExtenderChange.Step> steps, String outcome, long closed, String error, List<String> missing) {
        return new ExtenderChange(
                change.number(),
                change.actor(),
                change.action(),
                change.id(),
                change.from(),
                change.to(),
                change.startedWallMs(),
                List.copyOf(steps),
                outcome,
                closed,
                error,
                List.copyOf(missing));
    }
}
