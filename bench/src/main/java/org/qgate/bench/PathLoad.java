package org.qgate.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.qgate.bench.peer.Side;
import org.qgate.sim.TestBody;
import org.qgate.testnet.Fetch;
import org.qgate.testnet.Socks5;

/** The loads that are put on a side, one at a time. */
final class PathLoad {
    private static final int STREAMS = 8;
    private static final int CHECKED_BYTES = 4 << 20;
    private static final String USER = "one";

    private final Path curl;
    private final int port;
    private final int requests;

    /**
     * Makes loads.
     *
     * @param port of the server on loopback that is fetched from
     * @param requests in one run of small requests
     */
    PathLoad(Path curl, int port, int requests) {
        this.curl = curl;
        this.port = port;
        this.requests = requests;
    }

    /** Checks a hash, makes all circuits, and carries enough to compile what will be hot. */
    void warmUp(Measured of) throws IOException {
        Fetch fetch = Fetch.get(proxy(of.side(), USER), "127.0.0.1", port, "/bytes/" + CHECKED_BYTES, at -> {});
        if (!fetch.sha256().equals(TestBody.sha256(CHECKED_BYTES))) {
            throw new IOException("the hash is wrong");
        }
        for (int i = 0; i < STREAMS; i++) {
            Fetch.unhashed(proxy(of.side(), stream(i)), "127.0.0.1", port, "/empty");
        }
        Curl.start(curl, of.side(), USER, port, of.bytes()).seconds();
        together(of.side(), of.bytes() / STREAMS);
        requests(of.side());
    }

    void single(Measured of, int run) throws IOException {
        double before = of.side().cpuSeconds();
        double seconds = Curl.start(curl, of.side(), USER, port, of.bytes()).seconds();
        of.of(Figure.SINGLE).put(run, of.bytes() / 1e6 / seconds);
        of.of(Figure.SINGLE_CPU).put(run, (of.side().cpuSeconds() - before) / (of.bytes() / 1e9));
    }

    void eight(Measured of, int run) throws IOException {
        long each = of.bytes() / STREAMS;
        double before = of.side().cpuSeconds();
        long start = System.nanoTime();
        together(of.side(), each);
        double seconds = (System.nanoTime() - start) / 1e9;
        of.of(Figure.EIGHT).put(run, each * STREAMS / 1e6 / seconds);
        of.of(Figure.EIGHT_CPU).put(run, (of.side().cpuSeconds() - before) / (each * STREAMS / 1e9));
    }

    private void together(Side side, long each) throws IOException {
        List<Curl.Running> all = new ArrayList<>();
        try {
            for (int i = 0; i < STREAMS; i++) {
                all.add(Curl.start(curl, side, stream(i), port, each));
            }
            for (Curl.Running one : all) {
                one.seconds();
            }
        } finally {
            all.forEach(one -> one.process().destroy());
        }
    }

    void small(Measured of, int run) throws IOException {
        Samples samples = requests(of.side());
        of.of(Figure.REQUEST).put(run, samples.median());
        of.of(Figure.REQUEST_P99).put(run, samples.percentile(99));
    }

    /** Returns milliseconds of requests one after another, each over a connection of its own. */
    Samples requests(Side side) throws IOException {
        Samples samples = new Samples();
        Socks5 proxy = proxy(side, USER);
        for (int i = 0; i < requests; i++) {
            samples.add(Fetch.unhashed(proxy, "127.0.0.1", port, "/empty").seconds() * 1e3);
        }
        return samples;
    }

    private static String stream(int i) {
        return "stream-" + i;
    }

    private static Socks5 proxy(Side side, String user) {
        return new Socks5(side.socks(), side.isolatesUsers() ? user : null);
    }
}
