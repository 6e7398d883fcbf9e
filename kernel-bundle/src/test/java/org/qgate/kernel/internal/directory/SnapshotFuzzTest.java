package org.qgate.kernel.internal.directory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qgate.api.error.QGateException;
import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireWriter;
import org.qgate.sim.Corpus;
import org.qgate.sim.Cost;

/** Whatever is offered as a snapshot: refused in its own words, and never taken for signed when it is not. */
final class SnapshotFuzzTest {
    private static final Author AUTHOR = new Author(1);
    private static final Network NETWORK = Author.network(1, AUTHOR);
    private static final byte[] BODY = Author.body(
            Author.NOW - 1000, Author.entries(AUTHOR.verified(NETWORK, 3), new Author(2).verified(NETWORK, 5)));
    private static final byte[] GOOD = Author.snapshot(BODY, AUTHOR);
    private static final SnapshotCheck CHECK = new SnapshotCheck(AUTHOR.crypto, NETWORK);
    private static final long BASE = 8 << 20;
    private static final long PER_BYTE = 1_000;

    @FuzzTest
    void shouldReadOrRefuse(byte[] input) {
        Cost.bound(input, BASE, PER_BYTE, () -> check(input));
    }

    private static void check(byte[] input) {
        // As a body whose lengths are right, which a fuzzer seldom keeps so, and as it is.
        parsed(new WireWriter().bytes32(input).u8(0).toBytes());
        parsed(input);
        try {
            SnapshotCheck.Verified taken = CHECK.verify(input, Author.NOW);
            assertArrayEquals(BODY, taken.snapshot().body(), "nobody signed this");
        } catch (QGateException refused) {
            assertTrue(refused.getMessage().length() < 1_000);
        }
    }

    private static void parsed(byte[] encoded) {
        try {
            Snapshot read = SnapshotCodec.parse(encoded);
            assertArrayEquals(encoded, SnapshotCodec.encode(read.body(), read.signatures()));
            List<SnapshotEntry> entries = read.entries();
            for (int i = 1; i < entries.size(); i++) {
                assertTrue(entries.get(i - 1).id().compareTo(entries.get(i).id()) < 0);
            }
        } catch (WireException malformed) {
            return; // in its own words
        }
    }

    @Test
    void shouldHoldForMutations() {
        Corpus.of(getClass(), "shouldReadOrRefuse").mutate(1_500, SnapshotFuzzTest::check);
    }

    @Test
    void shouldKeepItsInputs() {
        Corpus.of(getClass(), "shouldReadOrRefuse").keeps(Map.of("snapshot", GOOD, "body", BODY));
    }
}
