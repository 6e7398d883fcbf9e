package org.qgate.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.qgate.bench.engine.Engine;
import org.qgate.bench.engine.Records;
import org.qgate.testnet.Progress;

/** Durable puts: batches of ten new records by one writer and by eight. */
final class StorePuts {
    private static final int BATCH = 10;
    private static final int[] WRITERS = {1, 8};
    private static final double OF_ROCKSDB = 0.5;
    private static final double SYNCS_OF_ONE = 1;
    private static final double SYNCS_OF_EIGHT = 0.3;

    private final StoreCommand.Extent extent;
    private final Progress progress;
    private final Result result;
    private final AtomicLong numbers = new AtomicLong();

    StorePuts(StoreCommand.Extent extent, Progress progress, Result result) {
        this.extent = extent;
        this.progress = progress;
        this.result = result;
    }

    void measure(Path dir) throws IOException {
        result.fact("putBatch", BATCH + " new records of " + Records.KEY + " + " + Records.VALUE + " bytes");
        List<Engine> engines = Engines.open(dir);
        try {
            engines.forEach(this::put); // the first one makes the map
            for (int writers : WRITERS) {
                measure(engines, writers);
            }
        } finally {
            engines.forEach(Engine::close);
        }
    }

    private void measure(List<Engine> engines, int writers) {
        String figure = "puts" + writers + (writers == 1 ? "Writer" : "Writers");
        Map<String, Samples> syncs = new TreeMap<>();
        Map<String, Samples> ratios = new EngineRounds(engines, extent.rounds(), progress, result)
                .run(figure, "durable batches/s", engine -> {
                    long before = engine.syncs();
                    Crew.Done done = Crew.work(writers, extent.round(), thread -> put(engine));
                    syncs.computeIfAbsent(engine.name(), absent -> new Samples())
                            .add((engine.syncs() - before) / (double) done.calls());
                    return done.perSecond();
                });
        Engine ours = engines.get(0);
        result.figure(figure + "Syncs", "fsyncs/batch", syncs.get(ours.name()));
        result.peerFigure("rocksdb", figure + "Syncs", "fsyncs/batch", syncs.get("rocksdb"));
        double most = writers == 1 ? SYNCS_OF_ONE : SYNCS_OF_EIGHT;
        result.atLeast(
                figure + " >= " + OF_ROCKSDB + " x RocksDB",
                OF_ROCKSDB,
                ratios.get("rocksdb").median());
        result.atMost(
                figure + ", fsyncs a batch <= " + most,
                most,
                syncs.get(ours.name()).median());
    }

    private void put(Engine engine) {
        engine.put(Records.batch(numbers.getAndAdd(BATCH), BATCH));
    }
}
