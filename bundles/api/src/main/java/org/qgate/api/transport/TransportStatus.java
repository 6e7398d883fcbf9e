package org.qgate.api.transport;

import java.util.List;

/**
 * Counters of the transport.
 *
 * @param implementation {@code epoll} or {@code nio}
 * @param connections open connections
 * @param bufferedBytes bytes held in send and receive buffers now
 * @param budgetBytes the bound on them, node-wide
 * @param lateCallsRefused calls of leases that were void
 * @param connectionsRefused connections closed at once because of a limit
 */
public record TransportStatus(
        String implementation,
        int connections,
        long bytesIn,
        long bytesOut,
        long bufferedBytes,
        long budgetBytes,
        long lateCallsRefused,
        long connectionsRefused,
        List<PortInfo> listeners) {}
