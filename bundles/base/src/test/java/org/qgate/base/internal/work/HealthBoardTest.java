package org.qgate.base.internal.work;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.qgate.api.base.HealthReport;
import org.qgate.api.base.HealthState;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.QGateException;

class HealthBoardTest {
    private final HealthBoard board = new HealthBoard();

    @Test
    void shouldListTheWorstFirst() {
        board.ok("b", "well");
        board.failed("c", HealthState.ERROR, new QGateException(BaseError.STATE_WRITE, "disk full"));
        board.report(new HealthReport("a", HealthState.WARN, "", "hm", ""));
        board.ok("a2", "well");
        assertEquals(
                List.of("c", "a", "a2", "b"),
                board.reports().stream().map(HealthReport::subsystem).toList());
        assertEquals("QG-BAS-0005", board.reports().get(0).code());
    }

    @Test
    void shouldKeepOnlyTheLastReportOfASubsystem() {
        board.failed("a", HealthState.ERROR, new QGateException(BaseError.STATE_WRITE, "disk full"));
        board.ok("a", "well again");
        assertEquals(List.of(new HealthReport("a", HealthState.OK, "", "well again", "")), board.reports());
        board.forget("a");
        assertEquals(List.of(), board.reports());
    }
}
