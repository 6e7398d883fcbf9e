package org.qgate.store.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.store.Namespace;
import org.qgate.api.store.Row;
import org.qgate.api.update.UpdateRecord;
import org.qgate.sim.store.MemoryStore;

/** Audit lines and updates come into the store, once, and old ones go. */
class NodeHistoryTest {
    private static final byte[] END = new byte[0];

    @TempDir
    Path root;

    private KeeperBench bench;
    private KeeperBench.Version version;

    @BeforeEach
    void begin() {
        bench = new KeeperBench(root);
        version = bench.version();
    }

    private List<String> lines() {
        return bench.store().orElseThrow().namespace("node").map("audit").range(END, END, 10_000).stream()
                .map(row -> new String(row.value(), UTF_8))
                .toList();
    }

    @Test
    void shouldTakeWhatWaitedForTheVault() {
        bench.audit.add(5, "first");
        bench.audit.add(5, "second");
        version.inOffice();
        version.tend();
        assertEquals(2, bench.audit.waiting().size());
        bench.made();
        version.changed();
        version.tend();
        assertEquals(List.of(), bench.audit.waiting());
        assertEquals(2, lines().size());
        assertEquals(
                "{\"atMs\":5,\"actor\":\"admin\",\"action\":\"peer:ban\",\"detail\":\"first\",\"outcome\":\"ok\"}",
                lines().get(0));
        version.tend();
        assertEquals(2, lines().size());
    }

    @Test
    void shouldTakeTheLastLinesBeforeItEnds() {
        bench.made();
        version.inOffice();
        bench.audit.add(5, "last");
        version.queue.atOnce = true;
        version.keeper.tendLast();
        assertEquals(1, lines().size());
        version.keeper.leaveOffice();
        bench.audit.add(6, "too late");
        version.keeper.tendLast();
        assertEquals(1, bench.audit.waiting().size());
    }

    @Test
    void shouldForgetLinesAfterAYearAndMore() {
        bench.made();
        version.inOffice();
        bench.audit.add(5, "old");
        version.tend();
        bench.clock.turn(NodeHistory.AUDIT_MS - 1);
        assertEquals(1, lines().size());
        bench.clock.turn(2);
        assertEquals(List.of(), lines());
    }

    @Test
    void shouldHoldNoMoreThanItMay() {
        MemoryStore store = new MemoryStore(bench.clock);
        NodeHistory history = new NodeHistory(bench.audit, bench.updates, bench.clock);
        Namespace node = store.namespace("node");
        String longest = "€".repeat(1_024);
        for (int i = 0; i < 3_000; i++) {
            bench.audit.add(i, longest);
            if (i % 300 == 0) {
                history.take(store);
            }
        }
        history.take(store);
        assertTrue(node.bytes() < NodeHistory.MOST_BYTES + (1 << 20), node.bytes() + " bytes");
        List<Row> oldest = node.map("audit").range(END, END, 1);
        assertTrue(!new String(oldest.get(0).value(), UTF_8).contains("\"atMs\":0,"));
        assertTrue(bench.audit.waiting().isEmpty());
    }

    @Test
    void shouldKeepUpdatesAndShowThemAgain() {
        bench.made();
        version.inOffice();
        bench.updates.add(1);
        bench.updates.add(2);
        version.tend();
        assertEquals(List.of(), bench.updates.waiting());
        version.keeper.leaveOffice();
        KeeperBench.Version next = bench.version().inOffice();
        next.tend();
        assertEquals(
                List.of(1L, 2L),
                bench.updates.recalled.stream().map(UpdateRecord::id).toList());
        assertEquals(34, bench.updates.recalled.get(0).gateClosedMicros());
        for (long id = 3; id <= 230; id++) {
            bench.updates.add(id);
        }
        next.tend();
        next.tend();
        bench.updates.add(231);
        next.tend();
        assertTrue(bench.store()
                        .orElseThrow()
                        .namespace("node")
                        .map("updates")
                        .range(END, END, 1_000)
                        .size()
                <= 201);
    }
}
