package org.qgate.gate.internal.protocol;

import java.util.function.Consumer;
import org.qgate.api.error.QGateException;

/** Where those who serve protocols come to sit. Thread-safe. */
public interface Seats {
    /** Makes a seat for one extender, whichever version; nobody sits on it. */
    Seat seat();

    /** Names who is told whenever somebody wants a protocol that nobody serves; must be quick, and may be called on a loop. */
    void whenTurnedAway(Consumer<String> told);

    /** Returns what a protocol was used for since it was served first. */
    ProtocolUse use(String protocol);

    /**
     * A place from which protocols are served, one version after the other. Streams and calls that come while its gate is closed
     * wait, at most {@value #WAIT_MS} ms, and go to whoever sits there when it opens; calls count as inside until they are answered,
     * streams only until a server has them. Thread-safe.
     */
    interface Seat extends AutoCloseable {
        /** How long streams and calls wait at a closed gate before they are refused. */
        long WAIT_MS = 2_000;

        /** Returns the way in. */
        ServiceGate gate();

        /**
         * Replaces all that is served from here, in one step: a protocol is served by the old or by the new, never by nobody.
         *
         * @throws QGateException QG-EXT-0046 when a protocol is served from another seat, 0047 for a name that no protocol can
         *     have: then nothing was changed
         */
        void put(Servers servers);

        /** Nothing is served from here any more; streams and calls that have begun go on. */
        @Override
        void close();
    }

    /** How a protocol was used: streams open now, calls answered, streams and calls that failed on this side. */
    record ProtocolUse(int streams, long calls, long failures) {}
}
