package org.qgate.ext.net;

import org.osgi.annotation.versioning.ConsumerType;

/** Serves streams. */
@FunctionalInterface
@ConsumerType
public interface StreamHandler {
    /**
     * Serves one stream, on a thread of the extender; the stream is closed when this returns.
     *
     * @throws Exception resets the stream and is counted
     */
    void serve(Stream stream) throws Exception;
}
