package org.qgate.transport.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.qgate.api.error.QGateException;
import org.qgate.api.net.Endpoint;
import org.qgate.api.transport.Gate;
import org.qgate.api.transport.Lease;
import org.qgate.api.transport.Role;

/** The loop stands still while the gate is closed, and one thread at a time may stand for it. */
@Timeout(60)
final class LoopGateTest {
    private final Recorder here = new Recorder();
    private final Recorder first = new Recorder();
    private final Recorder second = new Recorder();
    private final Node client = new Node(here);
    private final Node server = new Node(first);
    private final Endpoint address = server.listen(10).address();
    private final long port = connect();
    private final long theirs = first.accepted.get(0);

    private long connect() {
        long number = client.connect(address);
        here.until("connected", () -> here.connected.contains(number));
        first.until("accepted", () -> !first.accepted.isEmpty());
        return number;
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void shouldReplaceAnOwnerWhileNothingMoves() {
        Gate.Hold hold = server.ports.gate().close(5_000);
        byte[] bytes = ConnectionTest.random(300_000, 3);
        client.send(port, bytes);
        here.until("bytes left the sender", () -> client.ports.status().bytesOut() > 0);
        long late = client.connect(address);
        here.until("connected by the operating system", () -> here.connected.contains(late));
        hold.lend(Thread.currentThread());
        server.lease.park();
        Lease next = server.ports.claim(Role.KERNEL, second);
        assertEquals(2, next.ports().size());
        next.open();
        assertEquals(0, hold.written());
        assertEquals(0, first.countOf(theirs) + second.countOf(theirs));
        long closedNs = hold.open();
        assertTrue(closedNs > 0);
        assertEquals(closedNs, hold.open(), "opening twice changes nothing");
        second.until("all bytes", () -> second.countOf(theirs) == bytes.length);
        assertArrayEquals(bytes, second.bytesOf(theirs));
        second.until("the late one", () -> !second.accepted.isEmpty());
        assertEquals(1, first.accepted.size());
    }

    @Test
    void shouldRefuseWhoDoesNotStandForTheLoop() throws InterruptedException {
        Gate.Hold hold = server.ports.gate().close(5_000);
        assertThrows(IllegalStateException.class, () -> server.lease.ports());
        CountDownLatch lent = new CountDownLatch(1);
        CountDownLatch taken = new CountDownLatch(1);
        RuntimeException[] refused = {null};
        Thread slow = new Thread(() -> {
            try {
                server.lease.ports();
                lent.countDown();
                taken.await();
                server.lease.ports();
            } catch (RuntimeException stopped) {
                refused[0] = stopped;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        hold.lend(slow);
        slow.start();
        lent.await();
        hold.lend(Thread.currentThread());
        taken.countDown();
        slow.join();
        assertEquals(IllegalStateException.class, refused[0].getClass());
        server.lease.ports();
        hold.open();
        assertThrows(IllegalStateException.class, () -> server.lease.ports());
    }

    @Test
    void shouldCountWhatIsWrittenWhileClosed() {
        Gate.Hold hold = server.ports.gate().close(5_000);
        hold.lend(Thread.currentThread());
        Node.commit(server.lease, theirs, new byte[100]);
        assertEquals(100, hold.written());
        hold.open();
        here.until("the bytes", () -> here.countOf(port) == 100);
    }

    @Test
    void shouldBeClosedByOneAtATime() {
        Gate.Hold hold = server.ports.gate().close(5_000);
        QGateException refused =
                assertThrows(QGateException.class, () -> server.ports.gate().close(100));
        assertEquals("QG-TRN-0007", refused.codeId());
        hold.open();
        server.ports.gate().close(5_000).open();
    }

    @Test
    void shouldGiveUpWhenTheLoopIsBusyAndLeaveItRunning() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        server.lease.execute(() -> {
            try {
                busy.countDown();
                done.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        busy.await();
        QGateException refused =
                assertThrows(QGateException.class, () -> server.ports.gate().close(50));
        assertEquals("QG-TRN-0007", refused.codeId());
        done.countDown();
        client.send(port, new byte[] {1});
        first.until("the byte", () -> first.countOf(theirs) == 1);
        server.ports.gate().close(5_000).open();
    }
}
