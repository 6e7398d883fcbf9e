package org.qgate.gate.internal.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qgate.gate.internal.host.Extenders.bytes;
import static org.qgate.gate.internal.host.GateBench.LONG_MS;
import static org.qgate.gate.internal.host.GateBench.WIDE;
import static org.qgate.gate.internal.host.GateBench.client;
import static org.qgate.gate.internal.host.GateBench.permit;
import static org.qgate.gate.internal.host.GateBench.until;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.base.HealthReport;
import org.qgate.api.base.HealthState;
import org.qgate.gate.Hosting;
import org.qgate.gate.InstanceStatus;
import org.qgate.gate.Quota;

/** Extenders that take what they can get, beside one that behaves. */
class LimitsTest {
    @TempDir
    private Path folder;

    private GateBench bench;
    private Hosting hosting;

    @BeforeEach
    void open() {
        Extenders.Spinning.ENOUGH[0] = new CountDownLatch(1);
        Extenders.Spinning.BEGUN.set(0);
        bench = new GateBench(folder);
        hosting = bench.instances;
        bench.open(Extenders.Echoing.class, permit("good", "1.0.0", WIDE, "echo/1", "stream/1"));
    }

    @AfterEach
    void close() {
        Extenders.Spinning.ENOUGH[0].countDown();
        bench.close();
    }

    private void assertTheOtherIsWell() {
        assertArrayEquals(bytes("well"), bench.call("echo/1", bytes("well")));
    }

    private String answer(long instance, String command) {
        return hosting.run(instance, command, List.of(), LONG_MS).rows().get(0).get(0);
    }

    private static Quota quota(int cpuPercent, long storeBytes, int streams, int calls, int lines) {
        return new Quota(2, cpuPercent, storeBytes, streams, calls, 1L << 30, 1 << 20, lines);
    }

    @Test
    void shouldAbandonWhatSpinsAndSayThatAThreadIsLeft() throws Exception {
        long spinning = bench.open(Extenders.Spinning.class, permit("spin", "1.0.0", WIDE));
        assertEquals("spins", answer(spinning, "spin"));
        until("it spins", () -> Extenders.Spinning.BEGUN.get() > 0);
        assertFalse(hosting.stop(spinning, 100));
        assertEquals("ABANDONED", bench.status(spinning).state());
        until("whoever decides is told", () -> told(spinning, "ABANDONED"));
        HealthReport report = bench.health.reports().get(0);
        assertEquals(HealthState.CRITICAL, report.state());
        assertTrue(
                report.message().contains("QG-EXT-0067") && report.message().contains("spin 1.0.0"), report.message());
        assertTheOtherIsWell();
        Extenders.Spinning.ENOUGH[0].countDown();
        until("its thread has ended", () -> {
            bench.instances.hurry();
            return hosting.instances().size() == 1;
        });
        assertEquals(HealthState.OK, bench.health.reports().get(0).state());
    }

    private boolean told(long instance, String state) {
        return List.copyOf(bench.told).stream()
                .anyMatch(each -> each.instance() == instance && each.state().equals(state));
    }

    @Test
    void shouldNoticeWhatUsesMoreProcessorTimeThanItMay() throws Exception {
        long spinning = bench.open(Extenders.Spinning.class, permit("spin", "1.0.0", quota(1, 1 << 20, 4, 100, 100)));
        assertEquals("spins", answer(spinning, "spin"));
        until("it is overdrawn", () -> {
            bench.instances.look();
            return bench.status(spinning).overdrawn().equals("cpu");
        });
        until("whoever decides is told", () -> List.copyOf(bench.told).stream()
                .anyMatch(each -> each.overdrawn().equals("cpu")));
        assertTrue(bench.status(spinning).cpuMs() > 0);
        List<InstanceStatus> told = List.copyOf(bench.told);
        bench.instances.look();
        assertEquals(told.size(), bench.told.size(), "said once");
        assertTheOtherIsWell();
    }

    @Test
    void shouldLimitOpenStreams() {
        long opening = bench.open(
                Extenders.Opening.class, client("opening", quota(1_000, 1 << 20, 4, 1_000, 100), "stream/1"));
        assertEquals("4 LIMIT", answer(opening, "open"));
        assertEquals(4, bench.status(opening).streams());
        assertTheOtherIsWell();
        assertTrue(hosting.stop(opening, LONG_MS));
        assertEquals(1, hosting.instances().size());
    }

    @Test
    void shouldLimitLogCallsAndStore() {
        long flooding =
                bench.open(Extenders.Flooding.class, client("flood", quota(1_000, 1 << 20, 4, 50, 100), "echo/1"));
        assertEquals("done", answer(flooding, "log"));
        long lines = hosting.log("flood").size();
        assertTrue(lines >= 100 && lines <= 250, lines + " lines for a quota of 100 a minute and as many at once");
        assertEquals("LIMIT", answer(flooding, "call"));
        assertEquals("LIMIT", answer(flooding, "store"));
        assertTrue(bench.status(flooding).storeBytes() <= 1 << 20);
        assertTheOtherIsWell();
        assertTrue(hosting.stop(flooding, LONG_MS));
    }

    @Test
    void shouldNoticeWhoFloods() throws Exception {
        long flooding =
                bench.open(Extenders.Flooding.class, client("flood", quota(1_000, 1 << 20, 4, 50, 1), "echo/1"));
        until("it is overdrawn", () -> {
            answer(flooding, "log");
            bench.instances.look();
            return bench.status(flooding).overdrawn().equals("limits");
        });
        assertTheOtherIsWell();
    }
}
