package org.qgate.qrng.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.qgate.api.base.Health;
import org.qgate.api.base.HealthReport;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;

class TenureTest {
    private final Board board = new Board();
    private final List<Work> made = new ArrayList<>();
    private Supplier<Work> maker = Work::new;
    private final Tenure<Work> tenure = new Tenure<>(
            () -> {
                Work work = maker.get();
                made.add(work);
                return work;
            },
            board);

    private static final class Work implements AutoCloseable {
        private boolean closed;

        @Override
        public void close() {
            closed = true;
        }
    }

    private static final class Board implements Health {
        private final List<HealthReport> reports = new ArrayList<>();

        @Override
        public void report(HealthReport report) {
            reports.add(report);
        }

        @Override
        public void forget(String subsystem) {
            reports.removeIf(each -> each.subsystem().equals(subsystem));
        }

        @Override
        public List<HealthReport> reports() {
            return reports;
        }
    }

    @Test
    void shouldLetCallersWaitForWhatWorks() throws Exception {
        CompletableFuture<Work> waiting = CompletableFuture.supplyAsync(() -> tenure.await(60_000));
        tenure.settle(true);
        assertSame(made.get(0), waiting.get(60, TimeUnit.SECONDS));
    }

    @Test
    void shouldSayWhenNothingWorksInTime() {
        QGateException refused = assertThrows(QGateException.class, () -> tenure.await(1));
        assertEquals(QrngError.NOT_READY, refused.code());
    }

    @Test
    void shouldKeepWhatWorksAndEndItWhenItIsNotWanted() {
        tenure.settle(true);
        tenure.settle(true);
        assertEquals(1, made.size());
        tenure.settle(false);
        assertTrue(made.get(0).closed);
        assertThrows(QGateException.class, () -> tenure.await(1));
    }

    @Test
    void shouldGiveNothingWhileAnotherVersionTakesOver() {
        tenure.settle(true);
        tenure.refuse();
        assertThrows(QGateException.class, () -> tenure.await(60_000));
        assertFalse(made.get(0).closed);
        assertSame(made.get(0), tenure.now().orElseThrow());
    }

    @Test
    void shouldLetWaitingCallersGoWhenAnotherVersionTakesOver() {
        CompletableFuture<Work> waiting = CompletableFuture.supplyAsync(() -> tenure.await(600_000));
        tenure.refuse();
        Throwable refused = assertThrows(Exception.class, () -> waiting.get(60, TimeUnit.SECONDS))
                .getCause();
        assertEquals(QrngError.NOT_READY, ((QGateException) refused).code());
    }

    @Test
    void shouldCloseWhatWasMadeTooLate() {
        maker = () -> {
            tenure.end();
            return new Work();
        };
        tenure.settle(true);
        assertTrue(made.get(0).closed);
        assertTrue(tenure.now().isEmpty());
    }

    @Test
    void shouldSayOnceWhyItDoesNotBeginAndForgetThatOnceItDoes() {
        maker = () -> {
            throw new QGateException(QrngError.CURSOR, "the store is full");
        };
        tenure.settle(true);
        tenure.settle(true);
        assertEquals(1, board.reports.size());
        assertEquals(QrngError.CURSOR.id(), board.reports.get(0).code());
        maker = Work::new;
        tenure.settle(true);
        assertEquals(List.of(), board.reports);
    }
}
