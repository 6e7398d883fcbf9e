package org.qgate.ext.net;

/** Serves streams. */
@FunctionalInterface
public interface StreamHandler {
    /**
     * Serves one stream, on a thread of the extender; the stream is closed when this returns.
     *
     * @throws Exception resets the stream and is counted
     */
    void serve(Stream stream) throws Exception;
}
