package org.qgate.kernel.internal.link;

import java.util.function.Predicate;
import org.qgate.api.NodeId;
import org.qgate.api.net.IpAddress;

/** Decides who may link: the configured rules and the operator's bans, which are asked each time. */
public final class AccessList {
    private final Predicate<NodeId> banned;

    /** Makes a list; {@code banned} is asked on the event loop. */
    public AccessList(Predicate<NodeId> banned) {
        this.banned = banned;
    }

    /** Whether connections with an address may be made or taken. */
    boolean admits(AccessRules rules, IpAddress address) {
        return rules.admits(address);
    }

    /** Whether a node may link; null stands for an anonymous client. */
    boolean admits(AccessRules rules, NodeId peer) {
        return rules.admits(peer) && (peer == null || !banned.test(peer));
    }
}
