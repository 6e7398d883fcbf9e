package org.qgate.extender.messenger.store;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.qgate.ext.store.Space;
import org.qgate.ext.store.Space.Change;
import org.qgate.ext.store.Space.Entry;

/** The extender's space. Whoever takes steps holds the monitor of this object meanwhile, so steps come one after the other. */
public final class Books {
    private final Space space;
    private final Turn turn;

    /** Begins steps while it is this version's turn. */
    public Books(Space space, Turn turn) {
        this.space = Objects.requireNonNull(space);
        this.turn = Objects.requireNonNull(turn);
    }

    /** Begins a step. */
    public Step step() {
        return new Step(this);
    }

    Optional<byte[]> get(String map, byte[] key) {
        return space.get(map, key);
    }

    List<Entry> range(String map, Optional<byte[]> from, Optional<byte[]> to, int most) {
        return space.range(map, from, to, most);
    }

    void apply(List<Change> changes) {
        turn.check();
        space.apply(changes);
    }
}
