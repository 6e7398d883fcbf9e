package org.qgate.dpn.internal.proxy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qgate.api.net.IpAddress;

/** One negotiation with an application. Not thread-safe; no sockets, no time, no policy. */
public interface ProxySession {
    /** The protocol's name: part of the isolation key and of a frozen record. */
    String protocol();

    /**
     * Takes what arrived.
     *
     * @param bytes offered from {@code offset} on; what is not consumed is offered again
     */
    Step feed(byte[] bytes, int offset, int length);

    /**
     * Returns the answer that the connection stands.
     *
     * @param connectedTo the address that was reached, or null when it is not known
     */
    byte[] opened(IpAddress connectedTo);

    /** Returns what goes to the destination before the application's own bytes; empty where these are all there is. */
    default Optional<Prelude> prelude() {
        return Optional.empty();
    }

    /** Returns the answer that a look-up succeeded; at least one of the lists has an element. */
    byte[] resolved(List<IpAddress> addresses, List<String> names);

    /** Returns the answer that it failed; empty when the protocol has none at this point. */
    byte[] failed(Failure failure);

    /** Returns this negotiation as plain values with a schema number. */
    Map<String, Object> freeze();
}
