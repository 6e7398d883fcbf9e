package org.qgate.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.qgate.bench.engine.Engine;
import org.qgate.bench.engine.MvEngine;
import org.qgate.bench.engine.OurEngine;
import org.qgate.bench.engine.RocksEngine;

/** The engines of one comparison, ours first, each with a place of its own. */
final class Engines {
    /** What a node has by default. */
    private static final long INDEX_BUDGET = 128L << 20;

    private Engines() {}

    static List<Engine> open(Path dir) throws IOException {
        return List.of(
                new OurEngine(dir.resolve("ours"), INDEX_BUDGET),
                new RocksEngine(dir.resolve("rocksdb")),
                new MvEngine(dir.resolve("records.mv")));
    }
}
