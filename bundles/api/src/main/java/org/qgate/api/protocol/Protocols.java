package org.qgate.api.protocol;

import java.util.List;
import org.qgate.api.NodeId;
import org.qgate.api.base.Workers;
import org.qgate.api.error.QGateException;

/**
 * Streams and calls between nodes, by protocol: offered by the bedrock, so what it hands out may be kept over updates of
 * every swappable bundle. Thread-safe; what waits says so and never runs on an event loop. Dialling this node itself needs
 * no circuit. Refusals are of the family {@code QG-EXT}.
 */
public interface Protocols {
    /** Most bytes of a request or a response. */
    int MAX_CALL_BYTES = 1 << 20;

    /** Returns listed nodes that announce a protocol, this one included when it serves it. */
    List<NodeId> nodes(String protocol);

    /**
     * Opens a stream and waits for it.
     *
     * @param atMostMs 1 to 120,000
     * @throws QGateException QG-EXT-0040 not listed or not served there, 0041 unreachable, 0042 not in time, 0043 limit
     */
    ProtocolStream dial(Dial dial, long atMostMs);

    /**
     * Sends a request and waits for its response; requests with equal {@link Dial} share a stream. Never sent twice.
     *
     * @param request at most {@value #MAX_CALL_BYTES} bytes
     * @param atMostMs 1 to 120,000; the server is told how long the caller waits
     * @throws QGateException as {@link #dial}; QG-EXT-0044 when the server failed at it, 0045 when the stream broke before
     *     the response: it may have been served
     */
    byte[] call(Dial dial, byte[] request, long atMostMs);

    /**
     * Serves streams of a protocol.
     *
     * @param workers where the server runs, one thread a stream; a stream is refused when they take no more
     * @throws QGateException QG-EXT-0046 when somebody serves it already, 0047 for a name that no protocol can have
     */
    Registration accept(String protocol, Workers workers, StreamServer server);

    /**
     * Serves requests of a protocol.
     *
     * @param workers where the server runs; a request is refused as busy when they take no more
     * @throws QGateException as {@link #accept}
     */
    Registration serve(String protocol, Workers workers, CallServer server);

    /** A protocol that is served; closing it ends that, streams that are open go on. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    /** Serves streams; the stream is closed when this returns, and reset when it throws. */
    @FunctionalInterface
    interface StreamServer {
        /** Serves one stream. */
        void serve(ProtocolStream stream) throws Exception;
    }

    /** Serves requests. */
    @FunctionalInterface
    interface CallServer {
        /**
         * Serves one request.
         *
         * @param atMostMs how long the caller still waits
         */
        byte[] serve(Caller caller, byte[] request, long atMostMs) throws Exception;
    }

    /**
     * Whom to dial, and how.
     *
     * @param identify whether to prove this node's id to it
     * @param isolation only what is equal here shares a circuit or a stream
     * @param hops 1, 3 or 5
     */
    record Dial(NodeId node, String protocol, boolean identify, String isolation, int hops) {}
}
