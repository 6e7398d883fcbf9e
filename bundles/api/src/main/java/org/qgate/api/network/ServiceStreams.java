package org.qgate.api.network;

/**
 * Streams between nodes by protocol, over circuits whose last hop is the node that serves. Event loop only; nothing here
 * blocks. Results come to {@link ServiceDesk}. Joining hands a port over: give it to
 * {@link org.qgate.api.transport.Role#KERNEL} first, then name it here.
 */
public interface ServiceStreams {
    /** What a protocol's name looks like: 1 to 64 characters, such as {@code echo/1}. */
    String PROTOCOL = "[a-z0-9][a-z0-9./-]{0,63}";

    /**
     * Opens a stream. The answer is {@link ServiceDesk#opened} or {@link ServiceDesk#failed}, never during this call.
     *
     * @return the stream's number, positive, never reused within a process, different from those of {@link Streams}
     */
    long dial(ServiceRequest request);

    /** Joins an opened stream and a connection of this node: bytes flow from now on. */
    void splice(long stream, long port);

    /** Gives a stream up before it was spliced. */
    void cancel(long stream);

    /** Server: the stream is wanted; bytes flow between it and the port from now on. */
    void accept(long stream, long port);

    /** Server: the stream is refused. */
    void refuse(long stream, StreamFailure reason);
}
