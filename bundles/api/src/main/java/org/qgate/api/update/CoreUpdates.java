package org.qgate.api.update;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.qgate.api.error.QGateException;

/** Replaces swappable bundles while traffic flows. One update at a time. Thread-safe; blocking, never on an event loop. */
public interface CoreUpdates {
    /**
     * What is asked for.
     *
     * @param bundle symbolic name, or its last part ({@code kernel}); null when a file is given
     * @param file a package, or null for the newest one in the folder of releases
     * @param allowDowngrade whether an older version may replace a newer one
     * @param actor who asks, for the journal
     */
    record Request(String bundle, Path file, boolean allowDowngrade, String actor) {}

    /**
     * Checks a request and says what it would do; changes nothing.
     *
     * @throws QGateException QG-UPD-0001 to QG-UPD-0010 when it is refused
     */
    UpdatePlan plan(Request request);

    /**
     * Checks a request and begins.
     *
     * @return the number of the journal's entry
     * @throws QGateException QG-UPD-0001 to QG-UPD-0011 when it is refused; nothing was changed
     */
    long start(Request request);

    /**
     * Begins to go back to the version before; a new hand-over, with the state of now.
     *
     * @return the number of the journal's entry
     * @throws QGateException QG-UPD-0009 when there is none
     */
    long rollback(String bundle, String actor);

    /** Returns an entry of the journal, as far as it has come. */
    Optional<UpdateRecord> record(long id);

    /** Returns the journal, newest first; at most 200 entries are kept. */
    List<UpdateRecord> journal();

    /** Returns all versions that this node has, by bundle, newest first. */
    List<CoreVersion> versions();

    /** Returns what updates have done since the node started. */
    UpdateCounters counters();
}
