package org.qgate.bench;

import java.io.IOException;
import org.qgate.bench.peer.Side;
import org.qgate.testnet.Fetch;
import org.qgate.testnet.Socks5;

/** Requests from this process, each over a SOCKS connection of its own. */
final class Requests {
    /** Whose circuit single streams and small requests take. */
    static final String USER = "one";

    private Requests() {}

    static Fetch fetch(Side side, String user, int port, String path) throws IOException {
        return Fetch.get(proxy(side, user), "127.0.0.1", port, path, at -> {});
    }

    /** Returns the milliseconds of small requests one after another. */
    static Samples milliseconds(Side side, int port, int count) throws IOException {
        Samples samples = new Samples();
        Socks5 proxy = proxy(side, USER);
        for (int i = 0; i < count; i++) {
            samples.add(Fetch.unhashed(proxy, "127.0.0.1", port, "/empty").seconds() * 1e3);
        }
        return samples;
    }

    private static Socks5 proxy(Side side, String user) {
        return new Socks5(side.socks(), side.isolatesUsers() ? user : null);
    }
}
