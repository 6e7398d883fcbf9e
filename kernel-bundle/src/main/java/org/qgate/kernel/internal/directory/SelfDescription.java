package org.qgate.kernel.internal.directory;

import java.util.List;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.api.net.Endpoint;
import org.qgate.api.network.PortRange;

/**
 * What this node wants its descriptor to say; keys and times are added when it is signed.
 *
 * @param addresses where links are accepted from outside, 1 to 8
 * @param exitPorts empty when it is no exit
 * @param seed whether it serves as a seed
 * @param contact at most 256 bytes of UTF-8
 * @param rateBytesPerSecond what it can carry, 0 to say nothing; it can only lower the relay's weight
 * @param duties what it does for others
 * @param services protocols that it serves, sorted, at most 64
 */
public record SelfDescription(
        List<Endpoint> addresses,
        LinkSuite suite,
        List<PortRange> exitPorts,
        boolean seed,
        String contact,
        long rateBytesPerSecond,
        Duties duties,
        List<String> services) {}
