package org.qgate.ext.net;

import org.osgi.annotation.versioning.ConsumerType;

/** Serves requests. */
@FunctionalInterface
@ConsumerType
public interface CallHandler {
    /**
     * Serves one request, on a thread of the extender. It is interrupted when the caller's deadline passes.
     *
     * @param request at most 1 MiB; the extender's to keep
     * @return at most 1 MiB
     * @throws Exception is told to the caller as a failure without a text, and counted
     */
    byte[] serve(Caller caller, byte[] request) throws Exception;
}
