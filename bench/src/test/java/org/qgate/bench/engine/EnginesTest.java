package org.qgate.bench.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is compared keeps what it was given, each of them. */
class EnginesTest {
    private static final int RECORDS = 500;

    @TempDir
    private Path folder;

    /** Opens an engine in a folder. */
    private interface Opening {
        Engine in(Path folder) throws IOException;
    }

    static Stream<Opening> engines() {
        return Stream.of(
                folder -> new OurEngine(folder.resolve("ours"), 16 << 20),
                folder -> new RocksEngine(folder.resolve("rocksdb")),
                folder -> new MvEngine(folder.resolve("records.mv")));
    }

    @ParameterizedTest
    @MethodSource("engines")
    void shouldFindItsRecordsAgain(Opening opening) throws IOException {
        try (Engine engine = opening.in(folder)) {
            engine.put(Records.batch(0, 1));
            long before = engine.syncs();
            engine.put(Records.batch(1, RECORDS - 1));
            assertTrue(engine.syncs() < 0 || engine.syncs() == before + 1, engine.syncs() + " after " + before);
            assertTrue(Records.matches(7, engine.get(Records.key(7))));
        }
        try (Engine engine = opening.in(folder)) {
            for (int number = 0; number < RECORDS; number++) {
                assertTrue(Records.matches(number, engine.get(Records.key(number))), "record " + number);
            }
            assertNull(engine.get(Records.key(RECORDS)));
            assertEquals(Records.VALUE, engine.get(Records.key(1)).length);
        }
    }
}
