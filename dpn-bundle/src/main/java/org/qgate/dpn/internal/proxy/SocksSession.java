package org.qgate.dpn.internal.proxy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qgate.api.net.IpAddress;

/** SOCKS of any version: the first byte says which. */
public final class SocksSession implements ProxySession {
    /** The name while the version is not known. */
    static final String PROTOCOL = "socks";

    private ProxySession chosen;

    @Override
    public String protocol() {
        return chosen == null ? PROTOCOL : chosen.protocol();
    }

    @Override
    public Step feed(byte[] bytes, int offset, int length) {
        if (chosen == null && length == 0) {
            return Step.more(0);
        }
        if (chosen == null) {
            chosen = bytes[offset] == 4 ? new Socks4Session() : new Socks5Session();
        }
        return chosen.feed(bytes, offset, length);
    }

    @Override
    public byte[] opened(IpAddress connectedTo) {
        return chosen.opened(connectedTo);
    }

    @Override
    public byte[] resolved(List<IpAddress> addresses, List<String> names) {
        return chosen.resolved(addresses, names);
    }

    @Override
    public byte[] failed(Failure failure) {
        return Optional.ofNullable(chosen).orElseGet(Socks5Session::new).failed(failure);
    }

    @Override
    public Map<String, Object> freeze() {
        return chosen == null ? Map.of("schema", Frozen.SCHEMA, "protocol", PROTOCOL) : chosen.freeze();
    }
}
