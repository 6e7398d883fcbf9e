package org.qgate.api.transport;

import org.qgate.api.net.Endpoint;
import org.qgate.api.net.IpAddress;

/**
 * A connection to make.
 *
 * @param from local address to dial from, or null for the operating system's choice
 * @param timeoutMs 1 to 300,000
 */
public record ConnectRequest(Endpoint to, IpAddress from, int timeoutMs) {}
