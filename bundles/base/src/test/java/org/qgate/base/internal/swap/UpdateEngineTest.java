package org.qgate.base.internal.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qgate.base.internal.swap.UpdateBench.CRYPTO;
import static org.qgate.base.internal.swap.UpdateBench.KERNEL;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.UpdateError;
import org.qgate.api.update.CoreUpdates;
import org.qgate.api.update.CoreVersion;
import org.qgate.api.update.UpdatePlan;
import org.qgate.api.update.UpdateRecord;
import org.qgate.api.update.UpdateStep;
import org.qgate.base.internal.release.TestShelves;

/** What is refused and why, and how an update ends whose new version does not get ready. */
@Timeout(120)
final class UpdateEngineTest {
    private static final String NEXT = "qgate:core/org.qgate.kernel/1.1.0";

    @TempDir
    private Path folder;

    private UpdateBench bench;
    private TestPart old;
    private TestPart next;

    @BeforeEach
    void start() {
        bench(new UpdateBench(folder, new MemoryFolder()));
    }

    private void bench(UpdateBench made) {
        bench = made;
        old = bench.part(KERNEL, "1.0.0");
        next = bench.part(KERNEL, "1.1.0");
        old.state = "links";
    }

    private static void assertRefused(UpdateError code, String advice, Executable asked) {
        QGateException refused = assertThrows(QGateException.class, asked);
        assertEquals(code, refused.code(), refused::getMessage);
        assertTrue(refused.code().advice().contains(advice), refused.code().advice());
    }

    private CoreUpdates.Request named(String bundle) {
        return new CoreUpdates.Request(bundle, null, false, "tester");
    }

    private CoreUpdates.Request file(String text) {
        return new CoreUpdates.Request(null, TestShelves.put(folder, text), false, "tester");
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "ext", "base", "gate", "transport", "org.qgate.transport"})
    void shouldRefuseBedrock(String name) {
        assertRefused(UpdateError.BEDROCK, "bin/qgate upgrade", () -> bench.updates.plan(named(name)));
        assertRefused(UpdateError.BEDROCK, "bin/qgate upgrade", () -> bench.updates.rollback(name, "tester"));
    }

    @Test
    void shouldRefuseWhatItDoesNotKnow() {
        assertRefused(UpdateError.UNKNOWN, "node:versions", () -> bench.updates.plan(named("nothing")));
        assertRefused(UpdateError.UNKNOWN, "node:versions", () -> bench.updates.plan(named(null)));
        assertRefused(UpdateError.UNKNOWN, "node:versions", () -> bench.updates.start(named("kernel")));
        assertRefused(UpdateError.UNKNOWN, "node:versions", () -> bench.updates.rollback("kernel", "tester"));
        assertRefused(UpdateError.UNKNOWN, "node:versions", () -> bench.updates.start(file("org.stranger 1.0.0 x")));
        Path kernel = TestShelves.put(folder, KERNEL + " 1.1.0 x");
        CoreUpdates.Request other = new CoreUpdates.Request("crypto", kernel, false, "tester");
        assertRefused(UpdateError.UNKNOWN, "node:versions", () -> bench.updates.start(other));
        CoreUpdates.Request absent = new CoreUpdates.Request(null, folder.resolve("absent"), false, "tester");
        assertRefused(UpdateError.UNKNOWN, "node:versions", () -> bench.updates.start(absent));
        assertTrue(bench.updates.journal().isEmpty());
    }

    @Test
    void shouldRefuseADowngradeUnlessItIsMeant() {
        assertRefused(UpdateError.DOWNGRADE, "--allow-downgrade", () -> bench.updates.start(file(KERNEL + " 0.9.0 x")));
        UpdateRecord meant = bench.update(KERNEL, "0.9.0");
        assertEquals(UpdateStep.PROBATION, meant.outcome());
        assertEquals("0.9.0", bench.current(KERNEL));
    }

    @Test
    void shouldRefuseOtherBytesUnderAKnownVersion() {
        assertRefused(UpdateError.SAME_VERSION, "Do not install", () -> bench.updates.start(file(KERNEL + " 1.0.0 x")));
        bench.update(KERNEL, "1.1.0");
        bench.pass(30);
        CoreUpdates.Request shipped =
                new CoreUpdates.Request(null, TestShelves.put(folder, KERNEL + " 1.0.0 x"), true, "tester");
        assertRefused(UpdateError.SAME_VERSION, "Do not install", () -> bench.updates.start(shipped));
    }

    @Test
    void shouldSayThatThereIsNothingNew() {
        assertRefused(
                UpdateError.NOTHING_NEW, "node:versions", () -> bench.updates.start(file(KERNEL + " 1.0.0 shipped")));
    }

    @Test
    void shouldTakeTheNewestOfTheFolder() {
        for (String version : List.of("1.1.0", "1.10.0", "1.9.0")) {
            TestShelves.put(folder.resolve("releases"), KERNEL + " " + version + " next");
        }
        TestShelves.put(folder.resolve("releases"), CRYPTO + " 2.0.0 next");
        TestShelves.put(folder.resolve("releases"), "broken");
        assertEquals("1.10.0", bench.updates.plan(named("kernel")).to());
        UpdateRecord begun = bench.record(bench.updates.start(named("kernel")));
        assertEquals("1.10.0", begun.to());
        assertEquals(
                List.of(CoreVersion.Standing.PROBATION, CoreVersion.Standing.PREVIOUS, CoreVersion.Standing.AVAILABLE),
                bench.updates.versions().stream()
                        .map(CoreVersion::standing)
                        .filter(each -> each != CoreVersion.Standing.CURRENT)
                        .toList());
    }

    @Test
    void shouldPlanWithoutEffect() {
        UpdatePlan plan = bench.updates.plan(file(CRYPTO + " 1.1.0 x"));
        assertEquals(List.of(KERNEL, CRYPTO), plan.frozen());
        assertTrue(bench.updates.journal().isEmpty());
        assertTrue(bench.state.list("core").isEmpty());
    }

    @Test
    void shouldDoOneAfterTheOther() {
        bench.held = true;
        UpdateRecord first = bench.update(KERNEL, "1.1.0");
        assertEquals(UpdateStep.VERIFY, first.outcome());
        assertRefused(UpdateError.BUSY, "node:versions", () -> bench.update(CRYPTO, "1.1.0"));
        bench.held = false;
        bench.work();
        assertEquals(UpdateStep.PROBATION, bench.record(first.id()).outcome());
        assertEquals(UpdateStep.PROBATION, bench.update(CRYPTO, "1.1.0").outcome());
    }

    /** The request saw a version that was taken back before the worker came to it. */
    @Test
    void shouldNotReplaceAVersionThatLeftOfficeMeanwhile() {
        bench.update(KERNEL, "1.1.0");
        next.faults = 1;
        bench.held = true;
        bench.pass(1);
        UpdateRecord late = bench.update(KERNEL, "1.2.0");
        bench.held = false;
        bench.work();
        assertEquals(UpdateStep.ABORTED, bench.record(late.id()).outcome());
        assertTrue(bench.record(late.id()).error().contains("left office meanwhile"));
        assertEquals("1.0.0", bench.current(KERNEL));
        assertTrue(old.inOffice);
    }

    /** Whoever sees a version in office may ask for the next update at once. */
    @Test
    void shouldTakeTheNextUpdateAsSoonAsTheJournalSaysProbation() {
        List<UpdateRecord> second = new ArrayList<>();
        bench.state.onWrite = () -> {
            if (inProbation(KERNEL)) {
                bench.state.onWrite = () -> {};
                bench.held = true; // the worker is still busy with the first one
                second.add(bench.update(CRYPTO, "1.1.0"));
            }
        };
        bench.update(KERNEL, "1.1.0");
        bench.held = false;
        bench.work();
        assertEquals(UpdateStep.PROBATION, bench.record(second.get(0).id()).outcome());
    }

    private boolean inProbation(String bundle) {
        return bench.updates.journal().stream()
                .anyMatch(each -> each.bundle().equals(bundle) && each.outcome() == UpdateStep.PROBATION);
    }

    private void assertAborted(String why) {
        UpdateRecord record = bench.update(KERNEL, "1.1.0");
        assertEquals(UpdateStep.ABORTED, record.outcome());
        assertTrue(record.error().startsWith("QG-UPD-0011 ") && record.error().contains(why), record.error());
        assertEquals("links", old.state);
        assertTrue(old.inOffice && !next.inOffice);
        assertEquals("1.0.0", bench.current(KERNEL));
        assertFalse(bench.core.installed.contains(NEXT));
        assertFalse(bench.gate.closed);
        assertEquals(1, bench.updates.counters().aborted());
    }

    @ParameterizedTest
    @ValueSource(strings = {"prepare", "adopt", "commit"})
    void shouldGoOnWithTheOldOneWhenTheNewOneFails(String step) {
        next.failsAt = step;
        assertAborted("fails at " + step);
    }

    @Test
    void shouldGoOnWithTheOldOneWhenTheNewOneDoesNotResolve() {
        bench.core.broken.add(NEXT);
        assertAborted("does not resolve");
    }

    @Test
    void shouldGoOnWithTheOldOneWhenTheNewOneDoesNotEnrol() {
        bench(new UpdateBench(
                folder, new MemoryFolder(), new Bounds(2_000, 60_000, 60_000, 60_000, 60_000, 60_000, 60_000)));
        bench.core.silent.add(NEXT);
        assertAborted("did not enrol");
    }

    @Test
    void shouldGoOnWithTheOldOneWhenTheNewOneHangsAtPrepare() {
        bench(new UpdateBench(
                folder, new MemoryFolder(), new Bounds(60_000, 2_000, 60_000, 60_000, 60_000, 60_000, 60_000)));
        next.hangsAt = "prepare";
        assertAborted("did not end within 2000 ms");
    }

    /** The old ones as well: what they need for giving their state away they may never have used. */
    @Test
    void shouldLoadTheClassesOfAllThatHandOver() {
        bench.update(CRYPTO, "1.1.0");
        assertEquals(
                List.of(
                        "qgate:core/org.qgate.crypto/1.1.0",
                        "qgate:core/org.qgate.crypto/1.0.0",
                        "qgate:core/org.qgate.kernel/1.0.0"),
                bench.core.warmed);
    }

    @Test
    void shouldLetBeginAnewWhatLostItsState() {
        old.failsAt = "freeze";
        UpdateRecord record = bench.update(KERNEL, "1.1.0");
        assertEquals(UpdateStep.FAILED, record.outcome());
        assertEquals(List.of("qgate:core/org.qgate.kernel/1.0.0"), bench.core.restarted);
        assertTrue(old.inOffice);
        assertEquals("1.0.0", bench.current(KERNEL));
        old.failsAt = "";
        assertEquals(UpdateStep.PROBATION, bench.update(KERNEL, "1.1.0").outcome(), "and updates go on");
    }

    @Test
    void shouldCloseLinksWhenTheNewOneSealedBeforeItFailed() {
        next.writesAt = "commit";
        UpdateRecord record = bench.update(KERNEL, "1.1.0");
        assertEquals(UpdateStep.FAILED, record.outcome());
        assertTrue(record.error().contains("10 bytes were sealed already"), record.error());
        assertEquals(List.of("end", "begin"), old.calls.subList(old.calls.size() - 2, old.calls.size()));
        assertFalse(old.calls.contains("adopt"), "these keys are spent");
        assertEquals(1, bench.updates.counters().failed());
    }

    /** The one before is out of office and cannot write: that its bundle does not go is no reason to lose the new one. */
    @Test
    void shouldGoOnWithTheNewOneWhenTheOldBundleDoesNotStop() {
        bench.core.stuck.add("qgate:core/org.qgate.kernel/1.0.0");
        UpdateRecord record = bench.update(KERNEL, "1.1.0");
        assertEquals(UpdateStep.PROBATION, record.outcome(), record::error);
        bench.pass(30);
        assertEquals(UpdateStep.CONFIRMED, bench.record(record.id()).outcome());
        assertEquals("1.1.0", bench.current(KERNEL));
    }

    /** Whatever it does: the next update must not wait for it. */
    @Test
    void shouldGoOnWithTheNewOneWhenTheOldBundleNeverEnds() {
        bench(new UpdateBench(
                folder, new MemoryFolder(), new Bounds(2_000, 60_000, 60_000, 60_000, 60_000, 60_000, 60_000)));
        bench.core.endless.add("qgate:core/org.qgate.kernel/1.0.0");
        assertEquals(UpdateStep.PROBATION, bench.update(KERNEL, "1.1.0").outcome());
        assertEquals(UpdateStep.PROBATION, bench.update(CRYPTO, "1.1.0").outcome());
        assertEquals("1.1.0", bench.current(KERNEL));
    }

    @Test
    void shouldListWhatIsThereWhenABundleCouldNotBeInstalled() {
        UpdateBench without = new UpdateBench(folder, new MemoryFolder(), Set.of(KERNEL));
        TestShelves.put(folder.resolve("releases"), KERNEL + " 1.1.0 next");
        assertEquals(
                List.of(KERNEL + " AVAILABLE", CRYPTO + " CURRENT"),
                without.updates.versions().stream()
                        .map(each -> each.bundle() + " " + each.standing())
                        .toList());
        assertRefused(UpdateError.UNKNOWN, "node:versions", () -> without.updates.start(named("kernel")));
    }

    @Test
    void shouldLetOnlyThoseBeginAnewThatLostTheirState() {
        old.failsAt = "adopt";
        UpdateRecord record = bench.update(CRYPTO, "1.1.0");
        assertEquals(UpdateStep.FAILED, record.outcome());
        assertEquals(List.of("qgate:core/org.qgate.kernel/1.0.0"), bench.core.restarted);
        assertEquals("1.0.0", bench.current(CRYPTO));
        assertTrue(bench.part(CRYPTO, "1.0.0").inOffice);
    }

    @Test
    void shouldWriteDownWhoDidWhat() {
        UpdateRecord record = bench.update(KERNEL, "1.1.0");
        assertEquals("tester", record.actor());
        assertEquals(64, record.toSha256().length());
        assertEquals(
                List.of(UpdateStep.PREPARE, UpdateStep.FREEZE, UpdateStep.ADOPT, UpdateStep.COMMIT),
                record.steps().stream().map(UpdateRecord.StepTime::step).toList());
        assertEquals(1_000, record.gateClosedMicros(), "as the gate says");
        UpdateBench again = new UpdateBench(folder, bench.state);
        assertEquals(record.steps(), again.record(record.id()).steps());
    }
}
