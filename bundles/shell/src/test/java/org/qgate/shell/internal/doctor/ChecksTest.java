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
import org.qgate.api.vault.Freshness;
import org.qgate.api.vault.VaultState;
import org.qgate.shell.internal.KnownVault;
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
            "",
            List.of(new Swap("/dev/dm-1", 4_096, Swap.Place.ENCRYPTED), new Swap("/dev/zram0", 0, Swap.Place.MEMORY)),
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
            "|/usr/lib/keeps-cores",
            List.of(new Swap("/dev/sda2", 0, Swap.Place.PLAIN), new Swap("/dev/zram0", 0, Swap.Place.MEMORY)),
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
            "",
            null,
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
                "17",
                List.of(),
                512L << 20,
                "qgate",
                20_000,
                100,
                0,
                bits,
                pool,
                "",
                List.of(),
                true,
                10L << 30,
                Map.of(),
                -1);
        return new MachineChecks(machine)
                .all().stream()
                        .filter(finding -> finding.check().equals("entropy"))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void shouldTellAnEncryptedSwapFromAPlainOne(@TempDir Path blocks) throws IOException {
        Files.writeString(Files.createDirectories(blocks.resolve("dm-0/dm")).resolve("uuid"), "CRYPT-LUKS2-x");
        Files.writeString(Files.createDirectories(blocks.resolve("dm-1/dm")).resolve("uuid"), "LVM-x");
        Files.createSymbolicLink(
                Files.createDirectories(blocks.resolve("dm-1/slaves")).resolve("dm-0"), blocks.resolve("dm-0"));
        Files.createDirectories(blocks.resolve("sda2/slaves"));
        String lines = "Filename Type Size Used Priority\n/dev/dm-0 partition 100 1 -2\n/dev/dm-1 partition 100 2 -2\n"
                + "/dev/sda2 partition 100 0 -2\n/swapfile file 100 3 -2\n/dev/zram0 partition 100 4 -2\n";
        assertEquals(
                List.of(
                        new Swap("/dev/dm-0", 1_024, Swap.Place.ENCRYPTED),
                        new Swap("/dev/dm-1", 2_048, Swap.Place.ENCRYPTED),
                        new Swap("/dev/sda2", 0, Swap.Place.PLAIN),
                        new Swap("/swapfile", 3_072, Swap.Place.PLAIN),
                        new Swap("/dev/zram0", 4_096, Swap.Place.MEMORY)),
                Swap.of(lines, blocks));
        Finding finding = new MachineChecks(BAD)
                .all().stream()
                        .filter(each -> each.check().equals("swap"))
                        .findFirst()
                        .orElseThrow();
        assertEquals("/dev/sda2 plain, 0 B used; /dev/zram0 memory, 0 B used", finding.evidence());
    }

    private static Verdict verdict(VaultChecks checks, String name) {
        return checks.all().stream()
                .filter(each -> each.check().equals(name))
                .findFirst()
                .orElseThrow()
                .verdict();
    }

    @Test
    void shouldSayHowSafeTheKeyIs() {
        KnownVault vault = new KnownVault();
        VaultChecks plain = new VaultChecks(vault.status(), null, -1);
        for (String warned : List.of("key-place", "recovery", "rollback", "backup")) {
            assertEquals(Verdict.WARN, verdict(plain, warned), warned);
        }
        assertEquals(Verdict.OK, verdict(plain, "vault"));
        vault.passphrase = "x";
        vault.freshness = new Freshness(true, 1, "");
        VaultChecks better = new VaultChecks(vault.status(), null, 1_000);
        for (String well : List.of("vault", "key-place", "rollback", "backup")) {
            assertEquals(Verdict.OK, verdict(better, well), well);
        }
        vault.state = VaultState.LOCKED;
        VaultChecks locked = new VaultChecks(vault.status(), null, 40L * 86_400_000);
        assertEquals(Verdict.FAIL, verdict(locked, "vault"));
        assertEquals(Verdict.WARN, verdict(locked, "backup"));
        assertEquals(Verdict.SKIPPED, verdict(new VaultChecks(null, null, -1), "vault"));
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
