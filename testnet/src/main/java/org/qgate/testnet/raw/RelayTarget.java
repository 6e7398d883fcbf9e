package org.qgate.testnet.raw;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.api.crypto.LinkTarget;
import org.qgate.common.json.Json;

/**
 * A relay to link to.
 *
 * @param at where it accepts links
 */
public record RelayTarget(String network, LinkTarget link, InetSocketAddress at) {
    /** Reads the first seed of a network's description. */
    public static RelayTarget seed(Path networkFile) throws IOException {
        Map<?, ?> network = (Map<?, ?>) Json.read(Files.readString(networkFile));
        Map<?, ?> seed = (Map<?, ?>) ((List<?>) network.get("seeds")).get(0);
        LinkTarget link = new LinkTarget(
                NodeId.parse((String) seed.get("nodeId")),
                Base64.getDecoder().decode((String) seed.get("linkKey")),
                LinkSuite.valueOf((String) seed.get("suite")));
        String address = (String) ((List<?>) seed.get("addresses")).get(0);
        return new RelayTarget((String) network.get("id"), link, at(address));
    }

    private static InetSocketAddress at(String address) {
        int colon = address.lastIndexOf(':');
        return new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
    }
}
