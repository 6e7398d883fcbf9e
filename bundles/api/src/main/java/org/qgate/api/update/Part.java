package org.qgate.api.update;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * What a swappable bundle shows the bedrock of itself: it begins, and it hands over to another version of itself. Source:
 * [HAND-1] to [HAND-4] of docs/protocol.md.
 *
 * <p>In order: a first version gets {@link #begin}. At an update the new one gets {@link #prepare} while the old one works;
 * then the gate closes and the old one gets {@link #freeze}, the new one {@link #adopt} and {@link #commit}, the old one
 * {@link #leave}; then the gate opens. When a step before the end of {@link #commit} fails, the new one gets {@link #leave}
 * and the old one {@link #adopt} with the escrow that it gave, and {@link #commit}. {@link #end} comes last, in every case,
 * exactly once.
 *
 * <p>Between freeze and the opening of the gate nothing is sealed and no byte moves. During freeze, adopt, commit and leave
 * the calling thread stands for the data event loop; these four must not wait for anybody and have few seconds at most.
 * All calls come one at a time.
 */
public interface Part {
    /** Returns the symbolic name of the bundle. */
    String name();

    /**
     * Returns the names of parts that keep objects of this one in their state: they freeze before it is replaced and adopt
     * their own escrow once the new one is in office.
     */
    default List<String> around() {
        return List.of();
    }

    /** Takes office without a predecessor. May block. */
    void begin();

    /**
     * Gets ready beside the version in office: tests itself, warms up, reads what it will need. Opens no socket, offers no
     * service. May block for up to 20 s; a failure ends the update.
     */
    default void prepare() {}

    /**
     * Stops and gives its state away.
     *
     * @return plain bytes with a schema version, understood by any version that may take over; zeroed by the bedrock once
     *     nobody needs them
     */
    byte[] freeze();

    /**
     * Returns what of its state must not lie on the heap, such as open keys: asked for once, right after {@link #freeze}.
     *
     * @return a direct buffer, zeroed by the bedrock at the end of the hand-over, whatever its outcome; null for nothing
     */
    default ByteBuffer secrets() {
        return null;
    }

    /**
     * Takes what another version, or this one, gave at {@link #secrets}: right before {@link #adopt}, and only when there
     * was something. A failure counts as one of {@link #adopt}.
     *
     * @param secrets to be read during this call; not kept
     */
    default void entrust(ByteBuffer secrets) {}

    /**
     * Rebuilds everything from an escrow; offers and moves nothing yet.
     *
     * @param escrow what another version, or this one, gave at {@link #freeze}; not kept
     * @throws RuntimeException when it cannot be understood: then nothing was changed that {@link #leave} does not undo
     */
    void adopt(byte[] escrow);

    /** Takes office with what was adopted: offers its services. Traffic begins when the gate opens. */
    void commit();

    /**
     * Forgets everything at once: another one goes on with the state, so nothing is closed and nobody is told. It may be
     * asked to {@link #adopt} again afterwards.
     */
    void leave();

    /**
     * Returns how many connections it has lost by a fault of its own since it took office. During probation any sends it
     * back. What a stranger can bring about does not count.
     */
    default long faults() {
        return 0;
    }

    /** Returns what it took over when it adopted last. */
    default Adopted adopted() {
        return Adopted.NOTHING;
    }

    /** What a part took over, in numbers. */
    record Adopted(long links, long circuits, long streams) {
        /** No state, or state without connections. */
        public static final Adopted NOTHING = new Adopted(0, 0, 0);
    }

    /**
     * The bundle of the version before has stopped: what the platform took away by name together with it can be put
     * back. The gate is open.
     */
    default void settled() {}

    /** Ends: closes what is still its own and frees its threads. May block. */
    void end();
}
