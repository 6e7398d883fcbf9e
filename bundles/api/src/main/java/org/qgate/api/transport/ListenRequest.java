package org.qgate.api.transport;

import org.qgate.api.net.Endpoint;

/**
 * A listener to open.
 *
 * @param name for messages and health: {@code link}, {@code socks}, {@code http}
 * @param address where; port 0 picks a free one
 * @param maxConnections further ones are closed at once and counted
 */
public record ListenRequest(String name, Endpoint address, int maxConnections) {}
