package org.qgate.api.dpn;

import java.util.List;
import org.qgate.api.error.QGateException;

/** The private network's entry and exit, as an operator sees it. Thread-safe; not on the event loop. */
public interface Dpn {
    /** Returns listeners, policy and counters. */
    DpnStatus status();

    /** Returns the rules in the order in which they are tried. */
    List<Rule> rules();

    /**
     * Adds a rule at the end, durably.
     *
     * @throws QGateException QG-DPN-0006 when pattern or action is malformed
     */
    Rule addRule(String pattern, String action);

    /** Removes a rule by its number, durably; false when there is none. */
    boolean removeRule(long id);

    /** Lets every following request use new circuits, also after this part was restarted; open connections go on. */
    void newIdentity();
}
