package org.qgate.base.internal.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qgate.base.internal.swap.UpdateBench.CRYPTO;
import static org.qgate.base.internal.swap.UpdateBench.KERNEL;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qgate.api.base.HealthState;
import org.qgate.api.error.QGateException;
import org.qgate.api.update.UpdateRecord;
import org.qgate.api.update.UpdateStep;

/** A new version stays when it was well for its probation; else the one before takes over with the state of now. */
@Timeout(120)
final class ProbationTest {
    @TempDir
    private Path folder;

    private UpdateBench bench;
    private TestPart old;
    private TestPart next;

    @BeforeEach
    void start() {
        bench = new UpdateBench(folder, new MemoryFolder());
        old = bench.part(KERNEL, "1.0.0");
        next = bench.part(KERNEL, "1.1.0");
        old.state = "links";
    }

    private UpdateRecord updated() {
        UpdateRecord begun = bench.update(KERNEL, "1.1.0");
        assertEquals("links", next.state);
        assertTrue(next.inOffice && !old.inOffice);
        return begun;
    }

    @Test
    void shouldConfirmWhatIsWell() {
        UpdateRecord begun = updated();
        assertEquals(UpdateStep.PROBATION, begun.outcome());
        bench.pass(29);
        assertEquals(UpdateStep.PROBATION, bench.record(begun.id()).outcome());
        assertTrue(bench.core.installed.contains("qgate:core/org.qgate.kernel/1.0.0"), "kept for the way back");
        bench.pass(1);
        assertEquals(UpdateStep.CONFIRMED, bench.record(begun.id()).outcome());
        assertFalse(bench.core.installed.contains("qgate:core/org.qgate.kernel/1.0.0"));
        assertEquals(0, bench.timers());
        assertEquals(1, bench.updates.counters().confirmed());
        assertEquals(1, old.calls.stream().filter("end"::equals).count());
    }

    private void assertTakenBack(UpdateRecord begun, String why) {
        UpdateRecord record = bench.record(begun.id());
        assertEquals(UpdateStep.ROLLED_BACK, record.outcome(), record::error);
        assertTrue(record.error().startsWith("QG-UPD-0013 ") && record.error().contains(why), record.error());
        assertEquals(List.of("prepare", "adopt", "commit"), old.calls.subList(old.calls.size() - 3, old.calls.size()));
        assertEquals("links of now", old.state);
        assertTrue(old.inOffice && !next.inOffice);
        assertEquals("1.0.0", bench.current(KERNEL));
        assertFalse(bench.core.installed.contains("qgate:core/org.qgate.kernel/1.1.0"));
        assertEquals(0, bench.timers());
        assertEquals(1, bench.updates.counters().rolledBack());
        assertEquals(2, bench.gate.closings, "a hand-over of its own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kernel", "kernel.overlay", "core.org.qgate.kernel"})
    void shouldTakeBackWhatReportsAnError(String subsystem) {
        UpdateRecord begun = updated();
        next.state = "links of now";
        bench.says(subsystem, HealthState.ERROR);
        bench.pass(1);
        assertTakenBack(begun, subsystem);
    }

    @Test
    void shouldTakeBackWhatLostConnectionsByItsOwnFault() {
        UpdateRecord begun = updated();
        next.state = "links of now";
        next.faults = 2;
        bench.pass(1);
        assertTakenBack(begun, "lost 2 connections");
    }

    @Test
    void shouldTakeBackWhatIsNotActive() {
        UpdateRecord begun = updated();
        next.state = "links of now";
        bench.core.broken.add("qgate:core/org.qgate.kernel/1.1.0");
        bench.pass(1);
        assertTakenBack(begun, "is not active");
    }

    /** When a node ends all its bundles stop, those on probation as well. */
    @Test
    void shouldNotTakeBackWhatStopsWithTheNode() {
        UpdateRecord begun = updated();
        bench.core.ending = true;
        bench.core.stop("qgate:core/org.qgate.kernel/1.1.0");
        bench.pass(1);
        assertEquals(UpdateStep.PROBATION, bench.record(begun.id()).outcome());
    }

    @Test
    void shouldTakeBackWhatCannotSettle() {
        next.failsAt = "settled";
        next.atCommit = () -> next.state = "links of now";
        UpdateRecord begun = bench.update(KERNEL, "1.1.0");
        assertTakenBack(begun, "fails at settled");
    }

    /** What it says while it takes office counts as well. */
    @ParameterizedTest
    @ValueSource(strings = {"prepare", "commit"})
    void shouldNotExcuseErrorsReportedAtOnce(String step) {
        Runnable report = () -> bench.says("kernel.overlay", HealthState.ERROR);
        next.atPrepare = step.equals("prepare") ? report : () -> {};
        next.atCommit = step.equals("commit") ? report : () -> {};
        UpdateRecord begun = updated();
        next.state = "links of now";
        bench.pass(1);
        assertTakenBack(begun, "kernel.overlay");
    }

    @Test
    void shouldExcuseAllThatWasWrongBefore() {
        bench.says("kernel.clock", HealthState.ERROR);
        bench.says("kernel.disk", HealthState.CRITICAL);
        bench.says("dpn", HealthState.ERROR);
        UpdateRecord begun = updated();
        bench.pass(30);
        assertEquals(UpdateStep.CONFIRMED, bench.record(begun.id()).outcome());
    }

    @Test
    void shouldNotExcuseWhatWasWellMeanwhile() {
        bench.says("kernel.clock", HealthState.ERROR);
        UpdateRecord begun = updated();
        next.state = "links of now";
        bench.says("kernel.clock", HealthState.OK);
        bench.pass(1);
        bench.says("kernel.clock", HealthState.ERROR);
        bench.pass(1);
        assertTakenBack(begun, "kernel.clock");
    }

    @Test
    void shouldConfirmAHealthyOneBeforeAnotherFollows() {
        UpdateRecord first = updated();
        UpdateRecord second = bench.update(KERNEL, "1.2.0");
        assertEquals(UpdateStep.CONFIRMED, bench.record(first.id()).outcome());
        assertEquals(UpdateStep.PROBATION, second.outcome());
        assertEquals("1.1.0", second.from());
        assertEquals(1, bench.timers());
        bench.part(KERNEL, "1.2.0").faults = 1;
        bench.pass(1);
        assertEquals("1.1.0", bench.current(KERNEL));
    }

    @Test
    void shouldNotReplaceOneThatIsNotWell() {
        UpdateRecord first = updated();
        next.state = "links of now";
        next.faults = 1;
        UpdateRecord second = bench.update(KERNEL, "1.2.0");
        assertEquals(UpdateStep.ABORTED, second.outcome());
        assertTrue(second.error().contains("QG-UPD-0010"), second.error());
        bench.pass(1);
        assertTakenBack(first, "lost 1 connections");
    }

    @Test
    void shouldWatchTwoBundlesAtOnce() {
        UpdateRecord kernel = updated();
        UpdateRecord crypto = bench.update(CRYPTO, "1.1.0");
        assertEquals("links", next.state, "it adopted its own state again around the other");
        bench.pass(30);
        assertEquals(UpdateStep.CONFIRMED, bench.record(kernel.id()).outcome());
        assertEquals(UpdateStep.CONFIRMED, bench.record(crypto.id()).outcome());
    }

    @Test
    void shouldBeginAnewWhenTheWayBackFails() {
        UpdateRecord begun = updated();
        next.failsAt = "freeze";
        next.faults = 1;
        bench.pass(1);
        UpdateRecord record = bench.record(begun.id());
        assertEquals(UpdateStep.FAILED, record.outcome());
        assertTrue(record.error().contains("began anew"), record.error());
        assertEquals("begin", old.calls.get(old.calls.size() - 1));
        assertTrue(old.inOffice && !next.inOffice);
        assertEquals("1.0.0", bench.current(KERNEL));
    }

    @Test
    void shouldLetThoseAroundBeginAnewWithIt() {
        TestPart cipher = bench.part(CRYPTO, "1.1.0");
        UpdateRecord begun = bench.update(CRYPTO, "1.1.0");
        bench.part(CRYPTO, "1.0.0").failsAt = "adopt";
        cipher.writesAt = "leave"; // sealed already: nobody may go on with these keys
        cipher.faults = 1;
        bench.pass(1);
        assertEquals(UpdateStep.FAILED, bench.record(begun.id()).outcome());
        assertEquals(List.of("qgate:core/org.qgate.kernel/1.0.0"), bench.core.restarted);
        assertEquals(List.of("end", "begin"), old.calls.subList(old.calls.size() - 2, old.calls.size()));
        assertEquals("1.0.0", bench.current(CRYPTO));
        assertTrue(bench.part(CRYPTO, "1.0.0").inOffice);
    }

    @Test
    void shouldSayWhenNotEvenTheVersionBeforeBegins() {
        UpdateRecord begun = updated();
        next.faults = 1;
        bench.core.broken.add("qgate:core/org.qgate.kernel/1.0.0");
        bench.pass(1);
        UpdateRecord record = bench.record(begun.id());
        assertEquals(UpdateStep.FAILED, record.outcome());
        assertTrue(record.error().contains("does not resolve"), record.error());
        assertEquals("core.org.qgate.kernel", bench.health.reports().get(0).subsystem());
        assertEquals(HealthState.CRITICAL, bench.health.reports().get(0).state());
    }

    @Test
    void shouldGoBackByHandDuringProbationAndAfter() {
        updated();
        next.state = "links of now";
        UpdateRecord back = bench.record(bench.updates.rollback("kernel", "tester"));
        assertEquals(UpdateStep.PROBATION, back.outcome(), back::error);
        assertEquals("1.0.0", bench.current(KERNEL));
        assertEquals("links of now", old.state);
        bench.pass(30);
        assertEquals(UpdateStep.CONFIRMED, bench.record(back.id()).outcome());
        UpdateRecord forth = bench.record(bench.updates.rollback("kernel", "tester"));
        assertEquals("1.1.0", forth.to());
        assertEquals("1.1.0", bench.current(KERNEL));
    }

    @Test
    void shouldConfirmNothingThatCannotBeWrittenDown() {
        UpdateRecord begun = updated();
        bench.state.full = true;
        bench.pass(45);
        assertEquals(UpdateStep.PROBATION, bench.record(begun.id()).outcome());
        assertTrue(bench.core.installed.contains("qgate:core/org.qgate.kernel/1.0.0"));
        bench.state.full = false;
        bench.pass(30);
        assertEquals(UpdateStep.CONFIRMED, bench.record(begun.id()).outcome());
        assertEquals("1.1.0", new UpdateBench(folder, bench.state).current(KERNEL));
    }

    @Test
    void shouldTakeBackAlsoWhenTheDiskIsFull() {
        UpdateRecord begun = updated();
        next.state = "links of now";
        bench.state.full = true;
        next.faults = 1;
        bench.pass(1);
        assertTakenBack(begun, "lost 1");
        assertThrows(QGateException.class, () -> bench.update(KERNEL, "1.3.0"), "no update without a journal");
    }
}
