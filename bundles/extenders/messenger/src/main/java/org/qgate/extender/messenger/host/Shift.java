package org.qgate.extender.messenger.host;

import java.util.Arrays;
import java.util.Optional;
import org.qgate.ext.RefusedException;
import org.qgate.ext.RefusedException.Reason;
import org.qgate.ext.store.Space;
import org.qgate.extender.messenger.store.NotOurTurnException;
import org.qgate.extender.messenger.store.Turn;

/**
 * Whose turn it is, while one version of the messenger takes over from another: the store names one holder, and only that one
 * changes anything. Whoever starts where there is a holder asks, through the store, whether it is still there; one that was killed
 * does not answer, and its turn is over. To be used by whoever holds the books.
 */
public final class Shift implements Turn {
    private static final String MAP = "turn";
    private static final byte[] HOLDER = {'h'};
    private static final byte[] ASKED = {'q'};
    private static final byte[] ANSWERED = {'a'};
    /** A holder looks for questions every half second; a process that is throttled, later. */
    private static final long PATIENCE_MS = 2_500;
    /** Whoever gave its state away and is still asked nothing after this time was not relieved. */
    private static final long RELIEF_MS = 10_000;

    private final Space space;
    private final byte[] token;
    private State state = State.WAITING;
    private long untilMs;
    private boolean asked;

    private enum State {
        WAITING,
        ON,
        GIVEN,
        OVER
    }

    /** Names this version by a token that no other one has. */
    public Shift(Space space, byte[] token) {
        this.space = space;
        this.token = token.clone();
    }

    /** Begins: at once where there is no holder, else by asking whether there is one still. */
    public void begin(long monoMs) {
        if (holder().isEmpty()) {
            claim();
        } else {
            ask(monoMs);
        }
    }

    private Optional<byte[]> holder() {
        return space.get(MAP, HOLDER);
    }

    private void ask(long monoMs) {
        space.put(MAP, ASKED, token);
        asked = true;
        untilMs = monoMs + PATIENCE_MS;
        state = State.WAITING;
    }

    /** Takes the turn, from whomever: this version is in office. */
    public void claim() {
        if (state == State.OVER || state == State.ON) {
            return;
        }
        try {
            space.replace(MAP, HOLDER, holder(), Optional.of(token));
            state = State.ON;
        } catch (RefusedException refused) {
            if (refused.reason() != Reason.CONFLICT) {
                throw refused;
            }
        }
    }

    /** Looks for questions and answers; to be called every half second. Returns whether it is this version's turn. */
    public boolean look(long monoMs) {
        switch (state) {
            case ON -> answer(monoMs);
            case WAITING -> hear(monoMs);
            case GIVEN -> {
                if (monoMs >= untilMs) {
                    ask(monoMs);
                }
            }
            case OVER -> {
                // nothing any more
            }
        }
        return state == State.ON;
    }

    private void answer(long monoMs) {
        if (!ours()) {
            state = State.WAITING;
            asked = false;
            untilMs = monoMs + RELIEF_MS;
            return;
        }
        Optional<byte[]> question = space.get(MAP, ASKED);
        if (question.isPresent() && !Arrays.equals(question.get(), token)) {
            space.put(MAP, ANSWERED, question.get());
            space.remove(MAP, ASKED);
        }
    }

    private void hear(long monoMs) {
        boolean answered = asked
                && space.get(MAP, ANSWERED)
                        .map(answer -> Arrays.equals(answer, token))
                        .orElse(false);
        if (answered) {
            asked = false;
            untilMs = monoMs + RELIEF_MS;
        } else if (monoMs >= untilMs && asked) {
            claim();
        } else if (monoMs >= untilMs) {
            space.remove(MAP, ANSWERED);
            ask(monoMs);
        }
    }

    private boolean ours() {
        return holder().map(now -> Arrays.equals(now, token)).orElse(false);
    }

    @Override
    public void check() {
        if (state != State.ON || !ours()) {
            throw new NotOurTurnException();
        }
    }

    /** Whether this version changes anything at the moment, as far as it knows. */
    public boolean on() {
        return state == State.ON;
    }

    /** The state was given away: whoever got it goes on, unless nothing comes of it. */
    public void give(long monoMs) {
        if (state == State.ON) {
            state = State.GIVEN;
            untilMs = monoMs + RELIEF_MS;
        }
    }

    /** Another version has taken over. */
    public void over() {
        state = State.OVER;
    }

    /** Ends: whoever starts next need not ask. */
    public void end() {
        if (state == State.ON && ours()) {
            space.remove(MAP, HOLDER);
        }
        state = State.OVER;
    }
}
