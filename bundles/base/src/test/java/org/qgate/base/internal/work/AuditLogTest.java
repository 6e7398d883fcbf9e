package org.qgate.base.internal.work;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AuditLogTest {
    @Test
    void shouldKeepOneRecordOnOneLine() {
        assertEquals("ban x??action=fake ?ok?", AuditLog.clean("ban x\r\naction=fake \"ok\u2028"));
    }

    @Test
    void shouldCutWhatIsTooLong() {
        assertEquals(1024, AuditLog.clean("x".repeat(100_000)).length());
    }
}
