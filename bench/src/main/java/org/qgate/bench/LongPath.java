package org.qgate.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.qgate.bench.peer.TorKind;
import org.qgate.sim.Delay;
import org.qgate.sim.TestBody;
import org.qgate.testnet.Fetch;

/** Over long links: speed of one stream, small requests on an idle circuit and beside a busy stream. */
final class LongPath {
    private static final int HOPS = 3;
    private static final int CHECKED_BYTES = 1 << 20;
    private static final int CONTROL_BYTES = 64 << 20;
    private static final long ENDLESS = 1L << 40;
    private static final long GROWING_NS = TimeUnit.SECONDS.toNanos(3);
    private static final int FEWER = 4; // peers' requests bound nothing, and each takes half a second
    private static final double LEAST_SPEED = 10;
    private static final double MOST_TIMES_IDLE = 2;
    private static final double MOST_P99 = 500;
    private static final List<Figure> FIGURES =
            List.of(Figure.SINGLE, Figure.REQUEST, Figure.REQUEST_P99, Figure.BUSY_REQUEST);

    private final Path curl;
    private final int port;
    private final int requests;
    private final Delay delay;

    /**
     * Makes loads.
     *
     * @param port of the server on loopback that is fetched from
     * @param requests of ours in one run of small requests, half of it beside a busy stream
     * @param delay of the links, to be told
     */
    LongPath(Path curl, int port, int requests, Delay delay) {
        this.curl = curl;
        this.port = port;
        this.requests = requests;
        this.delay = delay;
    }

    void measure(Comparison comparison, PathReport report, Fronts fronts) throws IOException {
        report.fact("links", delay.toString());
        report.figure("control", "MB/s through " + HOPS + " such links in a row and nothing else", control(fronts));
        comparison.warmUp((side, run) -> warmUp(side));
        comparison.interleave(Figure.SINGLE, this::single);
        comparison.interleave(Figure.REQUEST, this::idle);
        comparison.interleave(Figure.BUSY_REQUEST, this::busy);
        report.failures(comparison.failures());
        report.facts();
        report.figures(FIGURES);
        if (report.compares()) {
            report.bound(Figure.SINGLE, 1);
        }
        report.atLeast(Figure.SINGLE, LEAST_SPEED);
        report.timesIdle(MOST_TIMES_IDLE);
        report.percentileBelow(MOST_P99);
    }

    /** What the links alone let through: a figure near it says that they were the limit. */
    private Samples control(Fronts fronts) throws IOException {
        Samples samples = new Samples();
        for (int run = 0; run < PathReport.FEWEST_RUNS; run++) {
            int first = fronts.chain(HOPS, port);
            samples.add(CONTROL_BYTES
                    / 1e6
                    / Curl.direct(curl, first, CONTROL_BYTES).seconds());
        }
        return samples;
    }

    private void warmUp(Measured of) throws IOException {
        Fetch fetch = Requests.fetch(of.side(), Requests.USER, port, "/bytes/" + CHECKED_BYTES);
        if (!fetch.sha256().equals(TestBody.sha256(CHECKED_BYTES))) {
            throw new IOException("the hash is wrong");
        }
        Curl.start(curl, of.side(), Requests.USER, port, of.bytes()).seconds();
    }

    private void single(Measured of, int run) throws IOException {
        double seconds =
                Curl.start(curl, of.side(), Requests.USER, port, of.bytes()).seconds();
        of.of(Figure.SINGLE).put(run, of.bytes() / 1e6 / seconds);
    }

    private void idle(Measured of, int run) throws IOException {
        Samples samples = Requests.milliseconds(of.side(), port, requests(of));
        of.requests().addAll(samples);
        of.of(Figure.REQUEST).put(run, samples.median());
        of.of(Figure.REQUEST_P99).put(run, samples.percentile(99));
    }

    private int requests(Measured of) {
        return TorKind.names().contains(of.name()) ? Math.max(1, requests / FEWER) : requests;
    }

    private void busy(Measured of, int run) throws IOException {
        Curl.Running download = Curl.start(curl, of.side(), Requests.USER, port, ENDLESS);
        try {
            LockSupport.parkNanos(GROWING_NS); // the window grows: what is wanted is a stream in full swing
            Samples samples = Requests.milliseconds(of.side(), port, Math.max(1, requests(of) / 2));
            if (!download.process().isAlive()) {
                download.seconds(); // says why it ended
            }
            of.of(Figure.BUSY_REQUEST).put(run, samples.median());
        } finally {
            download.process().destroy();
        }
    }
}
