package org.qgate.base.internal.work;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.qgate.api.base.AuditQueue;

class AuditLogTest {
    private final AuditLog log = new AuditLog(new SystemClock());

    @Test
    void shouldKeepOneRecordOnOneLine() {
        assertEquals("ban x??action=fake ?ok?", AuditLog.clean("ban x\r\naction=fake \"ok\u2028"));
    }

    @Test
    void shouldCutWhatIsTooLong() {
        assertEquals(1024, AuditLog.clean("x".repeat(100_000)).length());
    }

    private void record(int many) {
        for (int i = 0; i < many; i++) {
            log.record("admin", "peer:ban", "x", "ok");
        }
    }

    @Test
    void shouldKeepLinesUntilSomebodyTookThem() {
        record(3);
        assertEquals(List.of(1L, 2L, 3L), numbers());
        log.kept(2);
        record(1);
        assertEquals(List.of(3L, 4L), numbers());
    }

    private List<Long> numbers() {
        return log.waiting().stream().map(AuditQueue.Line::number).toList();
    }

    @Test
    void shouldSayHowManyWereLost() {
        record(AuditQueue.MOST + 7);
        assertEquals(AuditQueue.MOST, log.waiting().size());
        log.kept(10);
        List<AuditQueue.Line> waiting = log.waiting();
        assertEquals("lines lost: 7", waiting.get(waiting.size() - 1).detail());
        log.kept(20);
        assertEquals(AuditQueue.MOST - 20 + 1, log.waiting().size(), "said once");
    }
}
