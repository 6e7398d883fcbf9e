package org.qgate.ext;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * An extender: the class that its bundle names as {@code QGate-Service}, public with a public constructor without
 * arguments. All calls come on the extender's own threads, one at a time, while its handlers may run beside them.
 *
 * <p>In order: a first version gets {@link #start}; from then on its handlers are called. At an update the new version gets
 * {@link #start} beside the old one; when its handlers are registered, calls to the old one are let end, the old one gets
 * {@link #exportState}, the new one {@link #importState}, and all new calls go to the new one. Then the old one gets
 * {@link #drain} and {@link #stop}. When a step fails before that, the old one goes on and nobody noticed.
 */
@ConsumerType
public interface Service {
    /**
     * Gets ready: registers every handler that the manifest provides, reads settings. Failing, or not returning within the
     * manifest's {@code readyWithinMs}, means that the extender does not start.
     *
     * @param host what this extender may do; valid until {@link #stop} returns
     * @throws Exception means that it cannot start; the text is shown to the operator
     */
    void start(Host host) throws Exception;

    /**
     * Ends what it began: no new streams and calls come any more, those that are open may go on for a while.
     *
     * @param atMostMs after so many milliseconds it is stopped
     * @throws Exception is logged; it is stopped all the same
     */
    default void drain(long atMostMs) throws Exception {}

    /**
     * Gives away what the next version needs and the store does not hold. No call is under way meanwhile. Must be quick:
     * callers wait.
     *
     * @return at most 16 MiB; any version from the manifest's {@code minimumFrom} on must understand it
     * @throws Exception means that this update does not happen
     */
    default byte[] exportState() throws Exception {
        return new byte[0];
    }

    /**
     * Takes what another version gave. Must be quick: callers wait.
     *
     * @param state not to be trusted more than a file; never null
     * @param fromVersion the version that gave it, which may be newer after a rollback
     * @throws Exception means that this update does not happen
     */
    default void importState(byte[] state, String fromVersion) throws Exception {}

    /**
     * Ends. Handlers, timers and streams that are left are ended by the node.
     *
     * @throws Exception is logged
     */
    default void stop() throws Exception {}
}
