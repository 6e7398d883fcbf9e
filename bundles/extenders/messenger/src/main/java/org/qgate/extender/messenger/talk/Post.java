package org.qgate.extender.messenger.talk;

import org.qgate.extender.messenger.mailbox.Reply;
import org.qgate.extender.messenger.mailbox.Request;
import org.qgate.extender.messenger.session.Octets;

/** Brings requests to nodes. */
@FunctionalInterface
public interface Post {
    /**
     * Asks a node and waits for its reply.
     *
     * @param way only requests of one way share a circuit: whoever serves them cannot tell that two ways are of one node
     * @throws org.qgate.ext.RefusedException when there is no reply; it may have been served all the same
     */
    Reply ask(Octets node, Request request, String way);
}
