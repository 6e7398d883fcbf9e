package org.qgate.gate;

import java.util.List;
import org.qgate.api.error.QGateException;
import org.qgate.ext.config.Setting;
import org.qgate.ext.shell.Answer;
import org.qgate.ext.shell.Command;

/**
 * The running instances of extenders, by number. Extenders' code runs on their own threads only; a call here that waits for
 * it has a bound and never waits longer. Thread-safe; blocking, never on an event loop.
 */
public interface Hosting {
    /**
     * Makes an instance of the entry class of a resolved bundle; nothing of it runs before {@link #start} but its
     * constructor.
     *
     * @return its number, positive, never reused within a process
     * @throws QGateException QG-EXT-0060 when the class cannot be made
     */
    long make(long bundleId, String entryClass, Permit permit);

    /**
     * Makes an instance that runs in a process of its own, which knows the files of the program, the Java machine and
     * one socket, and nothing else of this machine. What the process asks for goes through the same facades as an
     * instance in this process; everything else here treats the two alike. A process that ends by itself is begun again,
     * each time later than before, and started anew.
     *
     * @return as {@link #make(long, String, Permit)}
     * @throws QGateException QG-EXT-0005 when nothing here would hold it, QG-EXT-0060 when the class cannot be made
     */
    long make(Program program, Permit permit);

    /** Returns what would hold a process on this machine; found out once, and again after {@code again}. May wait 10 s. */
    Confinement confinement(boolean again);

    /**
     * Starts it beside the one in office: its handlers are kept, not called yet.
     *
     * @param withinMs for {@code start} to return and every protocol of {@link Permit#provides} to be registered
     * @throws QGateException QG-EXT-0061 when it failed, 0062 when it was not ready in time, 0063 when it did not register
     *     what it provides
     */
    void start(long instance, long withinMs);

    /** Puts an instance in office that has no predecessor: its handlers are called from now on. */
    void open(long instance);

    /**
     * Lets one instance take over from another: closes the gate, waits for calls in flight, hands the state over, opens the
     * gate. Fails whole: then the old one goes on and its callers noticed a short wait at most.
     *
     * @param handOver whether state is exported and imported
     * @throws QGateException QG-EXT-0064 when calls in flight did not end, 0065 when the old one did not give its state,
     *     0066 when the new one did not take it
     */
    Swapped swap(long from, long to, boolean handOver, Bounds bounds);

    /** Closes its gate: calls and streams wait {@link Bounds#WAIT_MS} and are refused then. */
    void pause(long instance);

    /** Opens its gate again. */
    void resume(long instance);

    /** Tells an instance that is no longer in office to drain, and waits until its streams have ended, or the time is up. */
    void drain(long instance, long atMostMs);

    /**
     * Stops an instance and forgets it: handlers, timers, streams and threads end.
     *
     * @return false when a thread did not end: then the instance is ABANDONED, holds nothing, and only a restart frees it
     */
    boolean stop(long instance, long atMostMs);

    /** Changes what an instance may do; acts at once, also on what it holds already. */
    void permit(long instance, Permit permit);

    /** Returns all instances, those in office, starting, draining and abandoned. */
    List<InstanceStatus> instances();

    /** Returns what each permission was used for and refused, of all instances of an extender since the node started. */
    List<PermissionUse> uses(String id);

    /** Returns the log of an extender, oldest first; at most 1,000 lines each are kept, in memory. */
    List<Line> log(String id);

    /** Writes a line of the node's own into an extender's log. */
    void note(String id, String version, String text);

    /** Returns what an instance declared to be set. */
    List<Setting> settings(long instance);

    /** Returns what an instance offers to be commanded. */
    List<Command> commands(long instance);

    /**
     * Runs a command.
     *
     * @throws QGateException QG-EXT-0012, 0013
     */
    Answer run(long instance, String command, List<String> arguments, long atMostMs);

    /** What a swap did: how long callers waited at the gate, in nanoseconds, and how many of them. */
    record Swapped(long closedNs, int waited, int stateBytes) {}

    /** One line of a log; the level is {@code info}, {@code warn} or {@code node}. */
    record Line(long wallMs, String version, String level, String text) {}

    /**
     * How long each part of a swap may take, in milliseconds.
     *
     * @param flightMs for calls in flight to end
     * @param exportMs for the state to be given
     * @param importMs for it to be taken
     */
    record Bounds(long flightMs, long exportMs, long importMs) {
        /** How long a caller waits at a closed gate. */
        public static final long WAIT_MS = 2_000;
    }
}
