package org.qgate.gate.internal.facade;

import org.qgate.ext.net.CallHandler;
import org.qgate.ext.net.StreamHandler;

/** What serves one protocol of one instance. */
public sealed interface Handler {
    /** Serves streams. */
    record OfStreams(StreamHandler handler) implements Handler {}

    /** Serves calls. */
    record OfCalls(CallHandler handler) implements Handler {}
}
