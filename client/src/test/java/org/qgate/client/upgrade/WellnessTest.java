package org.qgate.client.upgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a node counts as upgraded. */
final class WellnessTest {
    private static Map<String, Object> status(
            String version, String bundle, long percent, String vault, Object... bad) {
        List<Map<String, String>> reports = List.of(bad).stream()
                .map(each -> Map.of("subsystem", each.toString(), "state", "ERROR", "message", "broken"))
                .toList();
        return Map.of(
                "version",
                version,
                "bundles",
                List.of(Map.of("symbolicName", "org.qgate.kernel", "state", bundle)),
                "reports",
                reports,
                "bootstrapPercent",
                percent,
                "bootstrapReason",
                "waiting",
                "vault",
                Map.of("state", vault, "passphrase", vault.equals("LOCKED"), "reason", "QG-VLT-0013"));
    }

    private static final Map<String, Object> BEFORE = status("1", "ACTIVE", 100, "UNLOCKED", "dpn.socks");

    private static void complains(String about, Map<String, Object> now) {
        Optional<String> complaint = new Wellness(BEFORE, "2").complaint(now);
        assertTrue(complaint.orElse("").contains(about), complaint.toString());
    }

    @Test
    void shouldBeContentWithANodeThatIsAsWellAsBefore() {
        Wellness wellness = new Wellness(BEFORE, "2");
        assertEquals(Optional.empty(), wellness.complaint(status("2", "ACTIVE", 100, "UNLOCKED", "dpn.socks")));
        assertEquals(Optional.empty(), wellness.complaint(status("2", "ACTIVE", 100, "UNLOCKED")));
        // Only the operator has the passphrase.
        assertEquals(Optional.empty(), wellness.complaint(status("2", "ACTIVE", 20, "LOCKED")));
    }

    @Test
    void shouldComplainOfWhatGotWorse() {
        complains("version 1", status("1", "ACTIVE", 100, "UNLOCKED"));
        complains("RESOLVED", status("2", "RESOLVED", 100, "UNLOCKED"));
        complains("90 %", status("2", "ACTIVE", 90, "UNLOCKED"));
        complains("base.release: broken", status("2", "ACTIVE", 100, "UNLOCKED", "base.release"));
        complains("is ABSENT", status("2", "ACTIVE", 100, "ABSENT"));
    }

    @Test
    void shouldAskLessOfANodeThatDidNotRun() {
        Wellness wellness = new Wellness(Map.of(), "2");
        assertEquals(Optional.empty(), wellness.complaint(status("2", "ACTIVE", 10, "UNLOCKED")));
        assertTrue(wellness.complaint(status("2", "INSTALLED", 100, "UNLOCKED")).isPresent());
    }
}
