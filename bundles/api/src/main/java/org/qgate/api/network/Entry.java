package org.qgate.api.network;

import java.util.List;
import org.qgate.api.net.IpAddress;

/** Who decides for local applications. Called by the overlay on the event loop; must not block. */
public interface Entry {
    /**
     * The exit has connected: reply to the application, then splice.
     *
     * @param connectedTo the address the exit reached, or null when it does not say
     */
    void opened(long stream, IpAddress connectedTo);

    /** The stream could not be opened. */
    void failed(long stream, StreamFailure reason);

    /** A resolve query was answered; both lists empty when it failed. */
    void resolved(long stream, List<IpAddress> addresses, List<String> names, int ttlSeconds, StreamFailure failure);
}
