package org.qgate.api.update;

/**
 * What updates have done since the node started.
 *
 * @param confirmed updates that stayed
 * @param aborted updates that the old version survived unnoticed
 * @param rolledBack updates taken back in probation
 * @param failed updates after which links were closed
 * @param gateClosedMicrosMax the longest that traffic stood still
 * @param gateClosedMicrosLast how long it did last time
 * @param lateWritesRefused calls of replaced owners that the transport refused
 * @param linksAdopted links that a new version took over
 * @param circuitsAdopted circuits that a new version took over
 * @param streamsAdopted streams that a new version took over
 */
public record UpdateCounters(
        long confirmed,
        long aborted,
        long rolledBack,
        long failed,
        long gateClosedMicrosMax,
        long gateClosedMicrosLast,
        long lateWritesRefused,
        long linksAdopted,
        long circuitsAdopted,
        long streamsAdopted) {}
