package org.qgate.api.network;

import java.util.List;
import org.qgate.api.net.IpAddress;

/**
 * Streams over circuits. Event loop only, {@link #list} excepted; nothing here blocks. Results come to {@link Entry}.
 * Splicing hands a port over: give it to {@link org.qgate.api.transport.Role#KERNEL} first, then name it here.
 */
public interface Streams {
    /**
     * Opens a stream to a destination on a circuit that its isolation may use, building one if needed. The answer is
     * {@link Entry#opened} or {@link Entry#failed}, never during this call.
     *
     * @return the stream's number, positive, never reused within a process
     */
    long open(StreamRequest request);

    /** Asks an exit to resolve a name to addresses, or, when the host is a literal, an address to names. */
    long resolve(StreamRequest request);

    /** Joins an opened stream and a connection of this node: bytes flow from now on. */
    void splice(long stream, long port);

    /** Gives a stream up before it was spliced. */
    void cancel(long stream);

    /** Exit: the destination is connected; bytes flow from now on. */
    void accept(long stream, long port);

    /** Exit: the destination is refused or failed. */
    void refuse(long stream, StreamFailure reason);

    /** Exit: answers a resolve query, with addresses or names. */
    void answer(long stream, List<IpAddress> addresses, List<String> names, int ttlSeconds);

    /** Returns this node's streams, both entry and exit sides. Thread-safe, not on the event loop. */
    List<StreamInfo> list();
}
