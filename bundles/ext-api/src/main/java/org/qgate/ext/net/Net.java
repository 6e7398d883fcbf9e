package org.qgate.ext.net;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.qgate.ext.RefusedException;

/**
 * Streams and calls between nodes, by protocol. A protocol is named by 1 to 64 characters of {@code a-z 0-9 . / -}, such as
 * {@code echo/1}. Whoever dials stays anonymous to the node it dials, unless it says otherwise in its {@link Target}.
 */
@ProviderType
public interface Net {
    /**
     * Returns the ids of listed nodes that announce a protocol, in no particular order, at most 1,000.
     *
     * @throws RefusedException DENIED when the protocol may not be dialled
     */
    List<String> nodes(String protocol);

    /**
     * Opens a stream; waits for it.
     *
     * @param atMostMs 1 to 120,000
     * @throws RefusedException DENIED, LIMIT, INVALID, NOT_FOUND when the node is not listed or does not serve the protocol,
     *     UNAVAILABLE, TIMEOUT
     */
    Stream dial(Target target, long atMostMs);

    /**
     * Sends a request and waits for its response. Requests to one target share a stream.
     *
     * @param request at most 1 MiB
     * @param atMostMs 1 to 120,000; the other node is told
     * @return at most 1 MiB
     * @throws RefusedException as {@link #dial}; FAILED when the other end failed at it. After TIMEOUT, FAILED and
     *     UNAVAILABLE the request may have been served
     */
    byte[] call(Target target, byte[] request, long atMostMs);

    /**
     * Serves streams of a protocol that the manifest provides. One handler a protocol, streams or calls; the last one
     * counts.
     *
     * @throws RefusedException DENIED when the protocol may not be accepted
     */
    void accept(String protocol, StreamHandler handler);

    /**
     * Serves requests of a protocol that the manifest provides.
     *
     * @throws RefusedException DENIED when the protocol may not be accepted
     */
    void serve(String protocol, CallHandler handler);
}
