package org.qgate.shell.internal.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.qgate.api.local.LocalStatus;

final class LocalChecksTest {
    private static final long DAY_MS = 24L * 3_600 * 1_000;

    private static List<Verdict> verdicts(String address, long daysLeft, String fifo, String reason) {
        LocalStatus status = new LocalStatus(address, "ab", 100 * DAY_MS, fifo, 0, 0, 0, reason);
        return new LocalChecks(status, (100 - daysLeft) * DAY_MS)
                .all().stream().map(Finding::verdict).toList();
    }

    @Test
    void shouldFindNothingWrongWhenAllIsAsItShallBe() {
        assertEquals(List.of(Verdict.OK, Verdict.OK), verdicts("127.0.0.1:8443", 90, "/run/q/random", ""));
        assertEquals(List.of(Verdict.OK, Verdict.OK), verdicts("[::1]:8443", 90, "", ""));
        assertEquals(List.of(Verdict.OK, Verdict.OK), verdicts("", 0, "", ""));
    }

    @Test
    void shouldFindWhatIsWrong() {
        assertEquals(List.of(Verdict.FAIL, Verdict.OK), verdicts("192.0.2.1:8443", 90, "", ""));
        assertEquals(List.of(Verdict.WARN, Verdict.OK), verdicts("127.0.0.1:8443", 20, "", ""));
        assertEquals(List.of(Verdict.WARN, Verdict.OK), verdicts("", 90, "", "QG-LOC-0004 taken"));
        assertEquals(List.of(Verdict.OK, Verdict.WARN), verdicts("127.0.0.1:1", 90, "", "QG-LOC-0005 a file"));
        assertEquals(
                List.of(Verdict.SKIPPED),
                new LocalChecks(null, 0).all().stream().map(Finding::verdict).toList());
    }
}
