package org.qgate.base.internal.swap;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import org.qgate.api.base.Clock;
import org.qgate.api.transport.Gate;
import org.qgate.api.update.Part;
import org.qgate.api.update.UpdateStep;
import org.qgate.base.internal.swap.StepThread.StepFailed;

/**
 * One hand-over behind a closed gate ([HAND-2], [HAND-3]): freeze, adopt, commit, or everything back as it was. Not
 * thread-safe; serves once.
 */
final class Swap {
    /** How it ended. */
    enum End {
        /** The successor is in office. */
        DONE,
        /** The old one is in office again with the state it had. */
        BACK,
        /** Some part has lost its state: {@link #lost} must end and begin anew. */
        LOST
    }

    private final Part old;
    private final Part successor;
    private final List<Part> around;
    private final Bounds bounds;
    private final Clock clock;
    private final ThreadFactory threads;
    private final Map<Part, Estate> escrow = new LinkedHashMap<>();
    private final Map<UpdateStep, Long> micros = new LinkedHashMap<>();
    private final List<Part> lost = new ArrayList<>();
    private Gate.Hold hold;
    private StepThread steps;
    private String error = "";
    private long closedNs;
    private End end = End.BACK;

    /** Makes a hand-over; parts around freeze in this order and thaw in the opposite one. */
    Swap(Part old, Part successor, List<Part> around, Bounds bounds, Clock clock, ThreadFactory threads) {
        this.old = old;
        this.successor = successor;
        this.around = List.copyOf(around);
        this.bounds = bounds;
        this.clock = clock;
        this.threads = threads;
    }

    /** Hands over. The gate is open again when this returns, whatever happened. */
    End run(Gate gate) {
        hold = gate.close(bounds.gate());
        steps = new StepThread(threads, hold::lend);
        try {
            end = freezeAll() && takeOver() ? End.DONE : back();
            return end;
        } finally {
            closedNs = hold.open();
            escrow.values().forEach(Estate::wipe);
        }
    }

    private boolean freezeAll() {
        List<Part> all = new ArrayList<>(around);
        all.add(old);
        for (Part part : all) {
            try {
                escrow.put(
                        part,
                        timed(UpdateStep.FREEZE, part.name() + " freeze", bounds.freeze(), () -> Estate.of(part)));
            } catch (StepFailed failed) {
                error = failed.getMessage();
                lost.add(part); // stopped half-way: nobody knows what is left of it
                return false;
            }
        }
        return true;
    }

    /** The successor adopts and takes office, then those around adopt their own state with it. */
    private boolean takeOver() {
        try {
            adopt(successor, escrow.get(old));
            requireNothingWritten();
            commit(successor);
            leave(old);
            for (Part part : inReverse(around)) {
                adopt(part, escrow.get(part));
                commit(part);
            }
            requireNothingWritten();
            return true;
        } catch (StepFailed failed) {
            error = failed.getMessage();
            return false;
        }
    }

    /** Puts everything back: possible while no byte was sealed into a port. */
    private End back() {
        leave(successor);
        if (hold.written() > 0) {
            error += "; " + hold.written() + " bytes were sealed already";
            lost.clear();
            lost.addAll(around);
            lost.add(old);
            return End.LOST;
        }
        restore(old);
        inReverse(around).forEach(this::restore);
        return lost.isEmpty() ? End.BACK : End.LOST;
    }

    private void restore(Part part) {
        Estate state = escrow.get(part);
        if (state == null) {
            return; // it was not frozen, or is lost
        }
        try {
            adopt(part, state);
            commit(part);
        } catch (StepFailed failed) {
            error += "; back again: " + failed.getMessage();
            lost.add(part);
        }
    }

    private void adopt(Part part, Estate state) throws StepFailed {
        timed(UpdateStep.ADOPT, part.name() + " adopt", bounds.adopt(), () -> {
            state.give(part);
            return null;
        });
    }

    private void commit(Part part) throws StepFailed {
        timed(UpdateStep.COMMIT, part.name() + " commit", bounds.commit(), () -> {
            part.commit();
            return null;
        });
    }

    /** Its ports are somebody else's already: a failure changes nothing for the others. */
    private void leave(Part part) {
        try {
            timed(UpdateStep.COMMIT, part.name() + " leave", bounds.leave(), () -> {
                part.leave();
                return null;
            });
        } catch (StepFailed failed) {
            error += (error.isEmpty() ? "" : "; ") + failed.getMessage();
        }
    }

    private void requireNothingWritten() throws StepFailed {
        if (hold.written() > 0) {
            throw new StepFailed("bytes were written behind the closed gate", null);
        }
    }

    private <T> T timed(UpdateStep step, String what, long atMostMs, StepThread.Step<T> work) throws StepFailed {
        long begun = clock.monoNs();
        try {
            return steps.run(what, atMostMs, work);
        } finally {
            micros.merge(step, (clock.monoNs() - begun) / 1_000, Long::sum);
        }
    }

    private static List<Part> inReverse(List<Part> parts) {
        List<Part> reversed = new ArrayList<>(parts);
        Collections.reverse(reversed);
        return reversed;
    }

    /** Returns how it ended; before it ran nothing has changed. */
    End end() {
        return end;
    }

    /** Returns the parts that must end and begin anew. */
    List<Part> lost() {
        return List.copyOf(lost);
    }

    String error() {
        return error;
    }

    /** Returns the microseconds of each step. */
    Map<UpdateStep, Long> micros() {
        return micros;
    }

    long closedMicros() {
        return closedNs / 1_000;
    }
}
