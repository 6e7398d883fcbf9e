package org.qgate.kernel.internal.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qgate.api.base.HealthReport;
import org.qgate.api.base.HealthState;
import org.qgate.sim.SimAudit;
import org.qgate.sim.SimHealth;
import org.qgate.sim.SimWorld;

/** What the health board is told of clock and directory. */
final class WatchTest {
    private final SimHealth health = new SimWorld(1).host("20.0.0.1").health();
    private final SimAudit audit = new SimWorld(1).host("20.0.0.1").audit();
    private final Watch watch = new Watch(health, audit);

    private HealthReport of(String subsystem) {
        return health.reports().stream()
                .filter(report -> report.subsystem().equals(subsystem))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"0,OK", "59999,OK", "-59999,OK", "60000,WARN", "-449999,WARN", "600000,ERROR", "-600000,ERROR"})
    void shouldJudgeTheClockByItsPeers(long aheadMs, HealthState expected) {
        watch.saw(List.of(), aheadMs);
        HealthReport clock = of("kernel.clock");
        assertEquals(expected, clock.state());
        assertEquals(expected == HealthState.OK ? "" : "QG-KRN-0007", clock.code());
        String way = aheadMs >= 0 ? "ahead of" : "behind";
        assertTrue(clock.message().contains(Math.abs(aheadMs) / 1_000 + " s " + way), clock.message());
    }

    @Test
    void shouldTellWarningsAndTakeThemBack() {
        watch.saw(List.of("two seeds disagree", "the disk is full"), 0);
        assertEquals(HealthState.WARN, of("kernel.directory").state());
        assertEquals(
                "two seeds disagree; the disk is full", of("kernel.directory").message());
        watch.saw(List.of(), 0);
        assertEquals(HealthState.OK, of("kernel.directory").state());
        watch.forget();
        assertTrue(health.reports().isEmpty());
    }

    @Test
    void shouldWriteADisputeDownOnce() {
        List<String> dispute = List.of("QG-KRN-0011 two snapshots of one moment");
        watch.saw(dispute, 0);
        watch.saw(dispute, 5_000);
        assertEquals("QG-KRN-0011", of("kernel.directory").code());
        watch.saw(List.of(), 0);
        assertEquals("QG-KRN-0011", audit.lines().get(0).outcome());
        assertEquals(1, audit.lines().size());
    }
}
