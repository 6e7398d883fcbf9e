package org.qgate.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.qgate.bench.peer.Side;
import org.qgate.sim.TestBody;
import org.qgate.testnet.Fetch;

/** On loopback: speed of one stream and of eight, what they cost, small requests. */
final class ShortPath {
    private static final int STREAMS = 8;
    private static final int CHECKED_BYTES = 4 << 20;
    /** A Java process compiles a method well once it ran some thousand times; a request runs many methods once. */
    private static final int WARM_BY = 20;

    private static final long WARM_NS = TimeUnit.SECONDS.toNanos(20);
    private static final double FIRST_FIGURE = 100;
    private static final List<Figure> FIGURES = List.of(
            Figure.SINGLE, Figure.SINGLE_CPU, Figure.EIGHT, Figure.EIGHT_CPU, Figure.REQUEST, Figure.REQUEST_P99);

    private final Path curl;
    private final int port;
    private final int requests;

    /**
     * Makes loads.
     *
     * @param port of the server on loopback that is fetched from
     * @param requests in one run of small requests
     */
    ShortPath(Path curl, int port, int requests) {
        this.curl = curl;
        this.port = port;
        this.requests = requests;
    }

    void measure(Comparison comparison, PathReport report) throws IOException {
        comparison.warmUp((side, run) -> warmUp(side));
        comparison.interleave(Figure.SINGLE, this::single);
        comparison.interleave(Figure.EIGHT, this::eight);
        comparison.warmUp((side, run) -> warmRequests(side)); // now: bulk lets compiled code be made anew
        comparison.interleave(Figure.REQUEST, this::small);
        report.failures(comparison.failures());
        report.facts();
        report.figures(FIGURES);
        if (!report.compares()) {
            report.atLeast(Figure.SINGLE, FIRST_FIGURE);
            return;
        }
        report.bound(Figure.SINGLE, 4);
        report.bound(Figure.EIGHT, 2);
        report.bound(Figure.SINGLE_CPU, 0.5);
        report.bound(Figure.EIGHT_CPU, 0.5);
        report.bound(Figure.REQUEST, 1);
    }

    /** Checks a hash, makes all circuits, carries enough to compile what will be hot; looks at the first requests. */
    private void warmUp(Measured of) throws IOException {
        Fetch fetch = Requests.fetch(of.side(), Requests.USER, port, "/bytes/" + CHECKED_BYTES);
        if (!fetch.sha256().equals(TestBody.sha256(CHECKED_BYTES))) {
            throw new IOException("the hash is wrong");
        }
        for (int i = 0; i < STREAMS; i++) {
            Requests.fetch(of.side(), stream(i), port, "/empty");
        }
        of.first(Requests.milliseconds(of.side(), port, requests).median());
        Curl.start(curl, of.side(), Requests.USER, port, of.bytes()).seconds();
        together(of.side(), of.bytes() / STREAMS);
    }

    /** As many times the requests of a run as go into some time, the same for all sides. */
    private void warmRequests(Measured of) throws IOException {
        long endNs = System.nanoTime() + WARM_NS;
        for (int round = 0; round < WARM_BY && System.nanoTime() - endNs < 0; round++) {
            Requests.milliseconds(of.side(), port, requests);
        }
    }

    private void single(Measured of, int run) throws IOException {
        double before = of.side().cpuSeconds();
        double seconds =
                Curl.start(curl, of.side(), Requests.USER, port, of.bytes()).seconds();
        of.of(Figure.SINGLE).put(run, of.bytes() / 1e6 / seconds);
        of.of(Figure.SINGLE_CPU).put(run, (of.side().cpuSeconds() - before) / (of.bytes() / 1e9));
    }

    private void eight(Measured of, int run) throws IOException {
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

    private void small(Measured of, int run) throws IOException {
        Samples samples = Requests.milliseconds(of.side(), port, requests);
        of.of(Figure.REQUEST).put(run, samples.median());
        of.of(Figure.REQUEST_P99).put(run, samples.percentile(99));
    }

    private static String stream(int i) {
        return "stream-" + i;
    }
}
