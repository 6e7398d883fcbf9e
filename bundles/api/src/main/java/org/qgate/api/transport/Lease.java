package org.qgate.api.transport;

import java.util.List;
import org.qgate.api.error.QGateException;
import org.qgate.api.net.Endpoint;
import org.qgate.api.net.IpAddress;

/**
 * What an owner may do with its ports. Every call carries the owner's generation implicitly: once another lease of the
 * role was claimed, calls are refused with QG-TRN-0003 and counted. Calls for a port that is closed or belongs to another
 * role throw QG-TRN-0004 only where stated, else do nothing. Event loop only, unless marked thread-safe.
 */
public interface Lease {
    /** Returns the generation of this lease: greater than that of any lease of the role before. Thread-safe. */
    long generation();

    /** Lets deliveries begin: what was parked comes first. Thread-safe. */
    void open();

    /** Returns the ports of this role. */
    List<PortInfo> ports();

    /** Runs a task on the event loop; dropped and counted when the lease is void by then. Thread-safe. */
    void execute(Runnable task);

    /**
     * Runs a task on the event loop after a delay. Thread-safe.
     *
     * @return a timer number for {@link #cancel}
     */
    long schedule(long delayMs, Runnable task);

    /** Cancels a timer; nothing happens when it ran already. Thread-safe. */
    void cancel(long timer);

    /**
     * Opens a listener. Blocking until bound: never on the event loop. Thread-safe.
     *
     * @throws QGateException QG-TRN-0001 when the address is in use or may not be bound
     */
    Listening listen(ListenRequest request);

    /** Closes a listener; its connections stay. Thread-safe. */
    void unlisten(long listener);

    /**
     * Begins to connect. The answer is {@link PortHandler#connected} or {@link PortHandler#failed}, never during this
     * call.
     */
    long connect(ConnectRequest request);

    /**
     * Borrows a heap array to write into until the next {@code slab} or {@code commit} call.
     *
     * @param minimum bytes needed, at most 1 MiB
     */
    Slab slab(int minimum);

    /**
     * Takes the first {@code length} bytes of the slab to be sent. They count against the port's and the node's budget
     * from now on; call {@link #flush} to make them leave.
     */
    void commit(long port, Slab slab, int length);

    /** Sends what was committed. */
    void flush(long port);

    /**
     * Whether the port's send buffer is below its high-water mark. After {@code false}, {@link PortHandler#writable} is
     * called once it has fallen below the low-water mark.
     */
    boolean writable(long port);

    /** Returns bytes committed and not yet taken by the operating system. */
    long queuedBytes(long port);

    /** Stops reading and offering; bytes that still arrive are kept, at most 256 KiB beyond what the carrier had read. */
    void pause(long port);

    /** Offers again what was not consumed, then reads on. Delivery never happens during this call. */
    void resume(long port);

    /**
     * Puts bytes before what was not consumed, as if they had arrived like that, and bounds what may follow: once more
     * than {@code more} bytes after them have come, the port closes at once with {@link CloseReason#LIMIT} and none of
     * the surplus is offered or carried. For an owner that rewrites the beginning of what a connection carries and then
     * gives or joins it. Only while the port is paused.
     *
     * @param bytes kept; not to be changed any more
     * @param more 0 or greater; what waits unconsumed counts
     */
    void putBack(long port, byte[] bytes, long more);

    /** Sends what is queued, then closes the sending half. */
    void shutdownOutput(long port);

    /** Sends what is queued, for at most five seconds, then closes. {@link PortHandler#closed} follows. */
    void close(long port);

    /** Closes at once, with a reset where the carrier has one. {@link PortHandler#closed} follows. */
    void abort(long port);

    /**
     * Hands an open connection to another role; unconsumed bytes go with it, reading is paused until its new owner calls
     * {@link #resume}.
     *
     * @return false when the port is not open or the role has no owner: nothing was changed
     */
    boolean give(long port, Role to);

    /** Joins two connections of this role: the transport carries bytes both ways, with back-pressure, until both ends closed. */
    void join(long one, long other);

    /**
     * Makes a connection inside this process, with two ends that are open ports of this role, paused: what is committed to
     * one arrives at the other, with the same bounds, half-closes, resets and parking as over a socket; either end can be
     * given away. No {@link PortHandler#accepted} or {@link PortHandler#connected} comes for them.
     *
     * @throws QGateException QG-TRN-0006 when this node has as many connections as it may
     */
    Pair pair();

    /** The two ends of a connection inside this process. */
    record Pair(long one, long other) {}

    /**
     * Resolves a name to addresses. The answer is {@link PortHandler#resolved}, never during this call. Nothing is cached
     * across {@code isolation} values.
     *
     * @param isolation who may share the answer; the empty string shares with nobody
     */
    long resolve(String name, String isolation);

    /** Resolves an address to names. The answer is {@link PortHandler#reversed}. */
    long reverse(IpAddress address, String isolation);

    /** Returns the local end of a connection or listener, or null when it is closed. */
    Endpoint local(long port);

    /** Gives the role up: all its ports are closed and its timers cancelled. Thread-safe, idempotent. */
    void release();

    /** Gives the role up but leaves its ports open, parked for the next owner. Thread-safe, idempotent. */
    void park();
}
