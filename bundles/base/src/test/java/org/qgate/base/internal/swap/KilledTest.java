package org.qgate.base.internal.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qgate.base.internal.swap.UpdateBench.CRYPTO;
import static org.qgate.base.internal.swap.UpdateBench.KERNEL;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.update.UpdateRecord;
import org.qgate.api.update.UpdateStep;

/**
 * A node that is killed between any two writes comes up with the version before or after, whole, and its journal says
 * which. A single write is whole or absent: that is the state folder's own test.
 */
@Timeout(120)
final class KilledTest {
    @TempDir
    private Path folder;

    private final MemoryFolder state = new MemoryFolder();

    private UpdateBench bench() {
        return new UpdateBench(folder, state);
    }

    /** Starts a node on what was left at each moment; returns the versions of the kernel that came up. */
    private Set<String> survivors(int from) {
        Set<String> versions = new TreeSet<>();
        List<Map<String, byte[]>> past = state.past();
        for (Map<String, byte[]> left : past.subList(from, past.size())) {
            UpdateBench again = new UpdateBench(folder, new MemoryFolder(left));
            String version = again.current(KERNEL);
            assertTrue(again.part(KERNEL, version).inOffice);
            assertEquals(
                    Set.of("qgate:core/org.qgate.kernel/" + version),
                    again.core.installed.stream()
                            .filter(each -> each.contains(KERNEL))
                            .collect(Collectors.toSet()));
            for (UpdateRecord record : again.updates.journal()) {
                assertTrue(record.over(), () -> record.id() + " is " + record.outcome());
            }
            assertEquals(told(again.updates.journal()), version, () -> "the journal says " + again.updates.journal());
            UpdateBench third = new UpdateBench(folder, new MemoryFolder(left));
            assertEquals(again.updates.journal(), third.updates.journal(), "it says the same again");
            assertEquals(UpdateStep.PROBATION, again.update(KERNEL, "9.0.0").outcome(), "and can be updated");
            versions.add(version);
        }
        return versions;
    }

    /** Returns the version that must be in office if the journal is right. */
    private static String told(List<UpdateRecord> newestFirst) {
        String version = "1.0.0";
        for (int i = newestFirst.size() - 1; i >= 0; i--) {
            UpdateRecord record = newestFirst.get(i);
            version = switch (record.outcome()) {
                case CONFIRMED -> record.to();
                case ROLLED_BACK -> record.from();
                default -> version;
            };
        }
        return version;
    }

    @Test
    void shouldComeUpWithTheOldOrTheNewVersion() {
        UpdateBench bench = bench();
        bench.update(KERNEL, "1.1.0");
        int unconfirmed = state.past().size();
        assertEquals(Set.of("1.0.0"), survivors(0), "not confirmed yet");
        bench.pass(30);
        assertEquals(Set.of("1.0.0", "1.1.0"), survivors(unconfirmed - 1));
        assertEquals(Set.of("1.1.0"), survivors(state.past().size() - 1));
    }

    @Test
    void shouldComeUpWithTheOldOneWhenTheNewOneWasTakenBack() {
        UpdateBench bench = bench();
        UpdateRecord begun = bench.update(KERNEL, "1.1.0");
        bench.part(KERNEL, "1.1.0").faults = 1;
        bench.pass(1);
        assertEquals(UpdateStep.ROLLED_BACK, bench.record(begun.id()).outcome());
        assertEquals(Set.of("1.0.0"), survivors(0));
    }

    /** Several updates, some of which fail somewhere, some of which somebody takes back by hand. */
    @Test
    void shouldComeUpWholeAfterAnyHistory() {
        long seed = Long.getLong("qgate.seed", 20_261_120L);
        Random random = new Random(seed);
        UpdateBench bench = bench();
        List<String> told = new ArrayList<>();
        for (int round = 1; round <= 8; round++) {
            int from = state.past().size() - 1;
            Set<String> possible = new TreeSet<>(survivors(from));
            possible.add(bench.current(KERNEL)); // on probation perhaps
            String version = "1." + round + ".0";
            String failing =
                    List.of("", "", "prepare", "adopt", "freeze", "faults").get(random.nextInt(6));
            told.add(version + " " + failing);
            bench.part(KERNEL, version).failsAt = failing;
            bench.update(KERNEL, version);
            bench.part(KERNEL, version).faults = failing.equals("faults") ? 1 : 0;
            bench.pass(random.nextInt(40));
            if (random.nextInt(4) == 0 && bench.current(KERNEL).equals(version)) {
                told.add("rollback");
                bench.updates.rollback(KERNEL, "tester");
            }
            bench.part(KERNEL, version).failsAt = "";
            possible.add(version);
            possible.add(bench.current(KERNEL));
            Set<String> came = survivors(from);
            assertTrue(possible.containsAll(came), () -> "qgate.seed=" + seed + " " + told + ": " + came);
        }
    }

    @Test
    void shouldStartTheDistributionsVersionWhenTheConfirmedOneIsDamaged() {
        UpdateBench bench = bench();
        bench.update(KERNEL, "1.1.0");
        bench.pass(30);
        String kept = state.list("core/packages").get(0);
        for (String damaged : List.of("garbage", CRYPTO + " 1.1.0 next", KERNEL + " 1.1.0 other")) {
            MemoryFolder left = new MemoryFolder(state.past().get(state.past().size() - 1));
            left.write(kept, damaged.getBytes(StandardCharsets.UTF_8));
            assertEquals("1.0.0", new UpdateBench(folder, left).current(KERNEL), damaged);
        }
        MemoryFolder left = new MemoryFolder(state.past().get(state.past().size() - 1));
        left.delete(kept);
        assertEquals("1.0.0", new UpdateBench(folder, left).current(KERNEL));
        assertFalse(kept.isEmpty());
    }
}
