package org.qgate.api.transport;

import java.util.List;
import org.qgate.api.net.Endpoint;
import org.qgate.api.net.IpAddress;

/**
 * What a port's owner is told. All calls come on the event loop, one at a time, and must not block. An exception closes
 * the port and is counted.
 */
public interface PortHandler {
    /** A connection came in. Reading is on. */
    void accepted(long port, long listener, Endpoint local, Endpoint remote);

    /** A connection that was asked for stands. Reading is on. */
    void connected(long port, Endpoint local, Endpoint remote);

    /** A connection that was asked for failed; the port is gone. */
    void failed(long port, ConnectFailure reason);

    /**
     * Bytes arrived.
     *
     * @param bytes valid during the call only; must not be written to
     * @return how many were consumed, 0 to {@code length}. The rest is kept and offered again together with the next
     *     bytes that arrive, so a half-received unit needs no further call. An owner that cannot take more now calls
     *     {@link Lease#pause} first and {@link Lease#resume} later, which offers the rest again
     */
    int received(long port, byte[] bytes, int offset, int length);

    /** All that one wake-up brought was delivered: the moment to flush. */
    void readComplete(long port);

    /** The send buffer fell below its low-water mark. */
    void writable(long port);

    /** The remote end closed its sending half; everything before it was consumed. */
    void inputClosed(long port);

    /** The port is gone. Comes exactly once for each port that was accepted or connected. */
    void closed(long port, CloseReason reason);

    /**
     * A name was resolved.
     *
     * @param addresses empty when {@code failure} is not {@link NameFailure#NONE}
     * @param ttlSeconds how long the answer may be kept, 0 for not at all
     */
    void resolved(long query, List<IpAddress> addresses, int ttlSeconds, NameFailure failure);

    /** An address was resolved to names. */
    void reversed(long query, List<String> names, int ttlSeconds, NameFailure failure);
}
