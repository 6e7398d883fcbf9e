package org.qgate.base.internal.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.qgate.api.base.Current;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.QGateException;

class CellTest {
    private final Current<Object> cell = new Cells().cell(Object.class);

    @Test
    void shouldBeEmptyAtFirst() {
        assertEquals(Optional.empty(), cell.now());
    }

    @Test
    void shouldIgnoreTheDepartureOfAReplacedProvider() {
        Object first = new Object();
        Object second = new Object();
        cell.set(first);
        cell.set(second);
        cell.clear(first);
        assertSame(second, cell.now().orElseThrow());
        cell.clear(second);
        assertEquals(Optional.empty(), cell.now());
    }

    @Test
    void shouldHandOverAProviderThatComesWhileSomebodyWaits() throws Exception {
        Object provider = new Object();
        CompletableFuture<Object> waiting = CompletableFuture.supplyAsync(() -> cell.await(Duration.ofSeconds(20)));
        cell.set(provider);
        assertSame(provider, waiting.get(20, TimeUnit.SECONDS));
    }

    @Test
    void shouldNameTheServiceThatDidNotCome() {
        QGateException late = assertThrows(QGateException.class, () -> cell.await(Duration.ofMillis(5)));
        assertEquals(BaseError.SERVICE_ABSENT, late.code());
        assertTrue(late.getMessage().contains("Object"), late.getMessage());
    }

    @Test
    void shouldKeepTheInterruptOfAWaitingThread() {
        Thread.currentThread().interrupt();
        assertThrows(QGateException.class, () -> cell.await(Duration.ofSeconds(20)));
        assertTrue(Thread.interrupted());
    }
}
