package org.qgate.api.dpn;

import java.util.List;
import org.qgate.api.net.Endpoint;

/**
 * A moment of entry and exit.
 *
 * @param socks where SOCKS5 is served, or null
 * @param http where HTTP CONNECT is served, or null
 * @param exitPorts what the exit serves; empty when this node is no exit
 * @param allowedRanges address ranges that the operator opened; empty as shipped
 * @param literalAddresses requests that named an address instead of a host: names may have leaked before
 * @param identity differs after each change of identity and each start
 */
public record DpnStatus(
        Endpoint socks,
        Endpoint http,
        boolean exit,
        List<String> exitPorts,
        List<String> allowedRanges,
        int negotiating,
        long accepted,
        long refused,
        long failed,
        long literalAddresses,
        long exitAccepted,
        long exitRefused,
        long identity) {}
