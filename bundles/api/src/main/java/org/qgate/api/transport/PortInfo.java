package org.qgate.api.transport;

import org.qgate.api.net.Endpoint;

/**
 * One open port.
 *
 * @param listener whether it is a listener
 * @param remote null for listeners
 */
public record PortInfo(long port, boolean listener, String name, Endpoint local, Endpoint remote) {}
