package org.qgate.api.transport;

import org.qgate.api.net.Endpoint;

/** An open listener: its number and where it really listens. */
public record Listening(long listener, Endpoint address) {}
