package org.qgate.qrng.internal;

import java.util.Map;
import java.util.function.Supplier;
import org.qgate.api.base.Audit;
import org.qgate.api.base.Clock;
import org.qgate.api.base.Current;
import org.qgate.api.base.Health;
import org.qgate.api.base.Scheduler;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.network.Node;
import org.qgate.api.network.Peers;
import org.qgate.api.protocol.Protocols;
import org.qgate.api.qrng.SourceDriver;
import org.qgate.api.store.Store;

/**
 * All of the node that quantum randomness asks, each time anew where it may be replaced.
 *
 * @param drivers that bundles of the node registered, by scheme, as of now
 */
record Surroundings(
        Clock clock,
        Scheduler scheduler,
        Health health,
        Audit audit,
        Protocols protocols,
        Current<Store> store,
        Current<Crypto> crypto,
        Current<Node> node,
        Current<Peers> peers,
        Supplier<Map<String, SourceDriver>> drivers) {}
