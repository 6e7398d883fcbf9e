package org.qgate.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.qgate.testnet.Progress;

/** What many links cost one relay: first their memory, then CPU time while they are idle, active, and rekeyed. */
final class ManyLinks {
    static final long QUESTION_EVERY_MS = 100;

    /**
     * What the relay takes with so many links.
     *
     * @param resident of the process, as the operating system counts it
     * @param outside resident, without the heap
     * @param heap living objects
     */
    record Stage(int links, long resident, long outside, long heap) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%d links: resident %.1f MB, of it outside the heap %.1f MB; living objects %.1f MB",
                    links,
                    resident / 1e6,
                    outside / 1e6,
                    heap / 1e6);
        }
    }

    private final LoadedRelay relay;
    private final Population clients;
    private final int count;
    private final Duration window;
    private final Progress progress;
    private final List<Stage> stages = new ArrayList<>();

    /**
     * Makes no link yet.
     *
     * @param count of links, at least 100
     * @param window how long one sample of idle or active links takes
     */
    ManyLinks(LoadedRelay relay, Population clients, int count, Duration window, Progress progress) {
        this.relay = relay;
        this.clients = clients;
        this.count = count;
        this.window = window;
        this.progress = progress;
    }

    /** Makes all links, with a look at the relay's memory before, at a tenth, at half and at the end. */
    List<Stage> connect() throws IOException {
        look(0);
        for (int to : new int[] {count / 10, count / 2, count}) {
            clients.grow(to, progress);
            look(to);
        }
        return List.copyOf(stages);
    }

    /** Returns the relay's memory with all links, whatever they did meanwhile. */
    Stage look() throws IOException {
        look(count);
        return stages.get(stages.size() - 1);
    }

    private void look(int links) throws IOException {
        long resident = relay.residentBytes(); // before the look at the heap, which collects
        long outside = resident - relay.residentHeapBytes();
        Stage stage = new Stage(links, resident, outside, relay.heap().bytes());
        progress.step(stage.toString());
        stages.add(stage);
    }

    /** Returns the classes that take most of the relay's heap. */
    List<String> dearest(int classes) throws IOException {
        return relay.heap().dearest(classes);
    }

    /** Returns cores while nobody has anything to say: only padding and pings. */
    Samples idle() throws IOException {
        return cores("idle", () -> clients.idle(window));
    }

    /** Makes circuits for some links and returns cores while those ask and are answered. */
    Samples active(int links) throws IOException {
        clients.activate(links);
        return cores(links + " active", () -> clients.talk(window, QUESTION_EVERY_MS));
    }

    /** Something during which CPU time is counted. */
    @FunctionalInterface
    private interface Span {
        void pass() throws IOException;
    }

    private Samples cores(String what, Span span) throws IOException {
        Samples samples = new Samples();
        for (int run = 0; run < PathReport.FEWEST_RUNS; run++) {
            double cores = cores(span);
            progress.step(what + " " + run + ": " + Samples.rounded(cores) + " cores");
            samples.add(cores);
        }
        return samples;
    }

    private double cores(Span span) throws IOException {
        long startNs = System.nanoTime();
        double before = relay.cpuSeconds();
        span.pass();
        return (relay.cpuSeconds() - before) / ((System.nanoTime() - startNs) / 1e9);
    }

    /** Renews the keys of all links, a fifth a sample; returns CPU seconds a rekey beyond what idle links take. */
    Samples rekey(double idleCores) throws IOException {
        Samples samples = new Samples();
        int part = count / PathReport.FEWEST_RUNS;
        for (int run = 0; run < PathReport.FEWEST_RUNS; run++) {
            int from = run * part;
            int to = run == PathReport.FEWEST_RUNS - 1 ? count : from + part;
            long startNs = System.nanoTime();
            double before = relay.cpuSeconds();
            clients.rekey(from, to);
            double seconds = (System.nanoTime() - startNs) / 1e9;
            double each = (relay.cpuSeconds() - before - idleCores * seconds) / (to - from);
            progress.step(String.format(Locale.ROOT, "rekeyed %d links in %.1f s", to - from, seconds));
            samples.add(Math.max(0, each));
        }
        return samples;
    }
}
