package org.qgate.gate.internal.facade;

import java.time.Duration;
import org.qgate.api.base.Clock;
import org.qgate.api.base.Current;
import org.qgate.api.base.Scheduler;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.network.Node;
import org.qgate.api.protocol.Protocols;
import org.qgate.api.store.Store;

/**
 * What facades ask on behalf of an extender; providers that can be replaced are asked for at each call.
 *
 * @param version of the node's program
 */
public record Surroundings(
        Clock clock,
        Scheduler scheduler,
        Protocols protocols,
        Current<Store> store,
        Current<Crypto> crypto,
        Current<Node> node,
        EventDesk events,
        NodeFolders folders,
        String version) {
    /** How long a call waits for a part of the node that is being replaced. */
    static final Duration WAIT = Duration.ofSeconds(2);
}
