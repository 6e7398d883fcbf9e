package org.qgate.shell.internal.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.shell.internal.ShellBench;

/** Checks on machines as described. */
final class ChecksTest {
    private static final Machine GOOD = new Machine(
            "17.0.15",
            List.of("-XX:+ExitOnOutOfMemoryError"),
            512L << 20,
            "qgate",
            20_000,
            100,
            0,
            256,
            256,
            0,
            true,
            10L << 30,
            Map.of("state", "drwx------", "state/key", "-rw-------"),
            1 << 20);

    private static final Machine BAD = new Machine(
            "11.0.2",
            List.of("-XX:+HeapDumpOnOutOfMemoryError", "-agentlib:jdwp=x"),
            64L << 20,
            "root",
            1_024,
            1_000,
            Long.MAX_VALUE,
            10,
            256,
            1 << 20,
            false,
            1 << 20,
            Map.of("state/key", "-rw-r-----"),
            1L << 30);

    private static final Machine UNKNOWN = new Machine(
            "21",
            List.of("-XX:+ExitOnOutOfMemoryError"),
            512L << 20,
            "qgate",
            -1,
            -1,
            -1,
            -1,
            -1,
            -1,
            true,
            -1,
            Map.of(),
            -1);

    @Test
    void shouldFindNothingWrongOnAGoodMachine() {
        List<Finding> findings = new MachineChecks(GOOD).all();
        assertTrue(findings.stream().allMatch(finding -> finding.verdict() == Verdict.OK), findings.toString());
    }

    @Test
    void shouldFindEverythingWrongOnABadMachineAndSayHowToMendIt() {
        List<Finding> findings = new MachineChecks(BAD).all();
        for (Finding finding : findings) {
            assertTrue(finding.verdict().compareTo(Verdict.WARN) >= 0, finding.toString());
            assertFalse(finding.cause().isBlank()
                    || finding.fix().isBlank()
                    || finding.evidence().isBlank());
        }
    }

    @Test
    void shouldSkipWhatCannotBeFoundOut() {
        List<Finding> findings = new MachineChecks(UNKNOWN).all();
        assertTrue(
                findings.stream().noneMatch(finding -> finding.verdict().compareTo(Verdict.OK) > 0),
                findings.toString());
        assertEquals(
                8,
                findings.stream()
                        .filter(finding -> finding.verdict() == Verdict.SKIPPED)
                        .count());
    }

    @Test
    void shouldWarnOfLittleEntropyAndNeverFailByAFigureThatVaries() {
        assertEquals(Verdict.WARN, entropy(2, 256).verdict());
        assertEquals("2 of 256 bits", entropy(2, 256).evidence());
        assertEquals(Verdict.WARN, entropy(63, 4_096).verdict());
        assertEquals(Verdict.OK, entropy(64, 4_096).verdict());
        assertEquals(Verdict.OK, entropy(256, 256).verdict());
        assertEquals(Verdict.SKIPPED, entropy(-1, -1).verdict());
    }

    private static Finding entropy(long bits, long pool) {
        Machine machine = new Machine(
                "17", List.of(), 512L << 20, "qgate", 20_000, 100, 0, bits, pool, 0, true, 10L << 30, Map.of(), -1);
        return new MachineChecks(machine)
                .all().stream()
                        .filter(finding -> finding.check().equals("entropy"))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void shouldNameEachCheckOnceAndPutTheWorstFirst() {
        ShellBench bench = new ShellBench().bind();
        List<Finding> findings = Doctor.examine(bench.services, BAD);
        assertEquals(
                findings.size(),
                new HashSet<>(findings.stream().map(Finding::check).toList()).size());
        for (int i = 1; i < findings.size(); i++) {
            assertTrue(findings.get(i - 1).verdict().compareTo(findings.get(i).verdict()) >= 0);
        }
    }

    @Test
    void shouldFindAbsentParts() {
        List<Finding> findings = Doctor.examine(new ShellBench().services, GOOD);
        List<String> failed = findings.stream()
                .filter(finding -> finding.verdict() == Verdict.FAIL)
                .map(Finding::check)
                .sorted()
                .toList();
        assertEquals(
                List.of("bootstrap", "cipher-speed", "circuits", "clock", "exit-policy", "links", "queues", "snapshot"),
                failed);
    }

    @Test
    void shouldLookAtThisMachine(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("file"), "x".repeat(100));
        Machine machine = Machine.look(folder, folder);
        assertEquals(System.getProperty("java.version"), machine.javaVersion());
        assertEquals(2, machine.stateModes().size());
        assertEquals(100, machine.logBytes());
        assertTrue(machine.stateFreeBytes() > 0);
        Path limits = Path.of("/proc/self/limits");
        assertEquals(Files.isReadable(limits), machine.openFileLimit() > 0);
        assertTrue(machine.entropyBits() == -1 || machine.entropyPoolBits() >= 256, machine.toString());
    }
}
