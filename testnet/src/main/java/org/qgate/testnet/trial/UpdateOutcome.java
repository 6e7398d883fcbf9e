package org.qgate.testnet.trial;

import java.util.List;
import java.util.Map;

/**
 * What came of updates under load.
 *
 * @param updates one after the other
 * @param downloadRight whether the download came whole, with the right hash
 * @param downloadBytes length of the download
 * @param arrivedBefore bytes of it that had come when the last update was over
 * @param requests requests that the server saw: more than one means that somebody began anew
 * @param streams idle streams that were opened
 * @param streamsAnswering how many of them sent a byte back afterwards
 * @param links idle links that were opened with the relay
 * @param linksAnswering how many of them answered afterwards
 */
public record UpdateOutcome(
        List<Update> updates,
        boolean downloadRight,
        long downloadBytes,
        long arrivedBefore,
        int requests,
        int streams,
        int streamsAnswering,
        int links,
        long linksAnswering,
        Connects connects) {

    /** Whose bundle is replaced. */
    public enum Role {
        CLIENT,
        RELAY,
        EXIT
    }

    /**
     * One update.
     *
     * @param seconds from the command until the new version was in office, as the operator sees it
     * @param stepMicros by step, from the node's journal
     * @param links taken over, by the node's counter; nothing where no links are handed over
     */
    public record Update(
            Role role,
            String bundle,
            double gateClosedMs,
            double seconds,
            Map<String, Long> stepMicros,
            long links,
            long circuits,
            long streams) {}

    /**
     * What a loop of connections met.
     *
     * @param unanswered connections that stood and whose greeting was not answered
     */
    public record Connects(long tries, long refused, long reset, long unanswered, double slowestMs) {}

    /** Returns the milliseconds that each update kept the gate closed, in ascending order. */
    public List<Double> gateClosedMs() {
        return updates.stream().map(Update::gateClosedMs).sorted().toList();
    }
}
