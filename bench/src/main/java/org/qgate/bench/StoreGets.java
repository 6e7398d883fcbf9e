package org.qgate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.qgate.bench.engine.Engine;
import org.qgate.bench.engine.OurEngine;
import org.qgate.bench.engine.Records;
import org.qgate.testnet.Progress;

/** Gets of records at random: of few, which fit into what engines keep in memory by default, and of a million. */
final class StoreGets {
    private static final long FEW = 10_000;
    private static final long MANY = 1_000_000;
    /** A batch of ours has at most 4 MiB. */
    private static final int FILLING = 10_000;

    private static final double OF_MVSTORE = 0.3;

    private final StoreCommand.Extent extent;
    private final Progress progress;
    private final Result result;

    StoreGets(StoreCommand.Extent extent, Progress progress, Result result) {
        this.extent = extent;
        this.progress = progress;
        this.result = result;
    }

    void measure(Path dir) throws IOException {
        for (long records : new long[] {FEW, MANY}) {
            List<Engine> engines = Engines.open(Files.createDirectories(dir.resolve("gets" + records)));
            try {
                engines.forEach(engine -> fill(engine, records));
                for (int threads : threads()) {
                    measure(engines, records, threads);
                }
                tellIndex((OurEngine) engines.get(0));
            } finally {
                engines.forEach(Engine::close);
            }
        }
    }

    /** What the index holds for keys that came in no order; one that was built at opening is denser. */
    private void tellIndex(OurEngine ours) {
        double bytes = (double) ours.status().indexBytes() / ours.status().records();
        result.fact("indexBytesPerRecordOf" + ours.status().records(), Samples.rounded(bytes));
    }

    private static int[] threads() {
        int cores = Runtime.getRuntime().availableProcessors();
        return cores == 1 ? new int[] {1} : new int[] {1, cores};
    }

    private void fill(Engine engine, long records) {
        long start = System.nanoTime();
        for (long from = 0; from < records; from += FILLING) {
            engine.put(Records.batch(from, FILLING));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        progress.step(records + " records into " + engine.name() + ": " + Samples.rounded(seconds) + " s");
    }

    private void measure(List<Engine> engines, long records, int threads) {
        String figure = "gets" + (records == FEW ? "Few" : "Million") + threads + (threads == 1 ? "Thread" : "Threads");
        Map<String, Samples> ratios = new EngineRounds(engines, extent.rounds(), progress, result)
                .run(figure, "gets/s of " + records + " records", engine -> Crew.work(
                                threads, extent.round(), thread -> get(engine, records))
                        .perSecond());
        result.atLeast(
                figure + " >= " + OF_MVSTORE + " x MVStore",
                OF_MVSTORE,
                ratios.get("mvstore").median());
    }

    private static void get(Engine engine, long records) {
        long number = ThreadLocalRandom.current().nextLong(records);
        if (!Records.matches(number, engine.get(Records.key(number)))) {
            throw new IllegalStateException(engine.name() + " lost record " + number);
        }
    }
}
