package org.qgate.transport.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.qgate.api.transport.CloseReason;
import org.qgate.api.transport.Gate;
import org.qgate.api.transport.Lease;
import org.qgate.api.transport.Role;
import org.qgate.transport.NettyPorts;

/** What every connection does, whatever carries its bytes. Both ends are open, with reading on, when a test begins. */
@Timeout(60)
abstract class CarrierContract {
    /** One end: where it is, who owns it, its number. */
    record End(NettyPorts ports, Lease lease, Role role, Owner owner, long port) {
        void run(Runnable call) {
            Node.onLoop(lease, () -> {
                call.run();
                return null;
            });
        }

        void send(byte[] bytes) {
            run(() -> Node.commit(lease, port, bytes));
        }

        void shutdownOutput() {
            run(() -> lease.shutdownOutput(port));
        }

        void until(int count) {
            owner.until(count + " bytes", () -> owner.countOf(port) == count);
        }

        void untilClosed(CloseReason reason) {
            owner.until("closed " + reason, () -> owner.closed.get(port) == reason);
        }
    }

    /** Consumes as much as its test wants. */
    static class Owner extends Recorder {
        volatile IntUnaryOperator appetite = length -> length;
        volatile Runnable onRoom = () -> {};

        @Override
        public int received(long port, byte[] array, int offset, int length) {
            int part = appetite.applyAsInt(length);
            take(port, array, offset, part);
            return part;
        }

        @Override
        public void writable(long port) {
            super.writable(port);
            onRoom.run();
        }
    }

    End near;
    End far;

    /** Returns the two ends of a new connection; those of all connections of a test have the same owners. */
    abstract List<End> connect();

    abstract void stop();

    final void begin() {
        List<End> ends = connect();
        near = ends.get(0);
        far = ends.get(1);
    }

    @AfterEach
    final void end() {
        stop();
    }

    private static long buffered(End end) {
        return end.ports().status().bufferedBytes();
    }

    @Test
    void shouldCarryBytesBothWaysInOrder() {
        byte[] out = ConnectionTest.random(3_000_000, 1);
        byte[] back = ConnectionTest.random(1_000_000, 2);
        near.send(out);
        far.send(back);
        far.until(out.length);
        near.until(back.length);
        assertArrayEquals(out, far.owner().bytesOf(far.port()));
        assertArrayEquals(back, near.owner().bytesOf(near.port()));
    }

    @Test
    void shouldTellBothEndsOfAnOrderlyClose() {
        near.send(ConnectionTest.random(200_000, 3));
        near.run(() -> near.lease().close(near.port()));
        far.owner().untilEvent("inputClosed");
        assertEquals(200_000, far.owner().countOf(far.port()));
        far.run(() -> far.lease().close(far.port()));
        near.untilClosed(CloseReason.LOCAL);
        far.untilClosed(CloseReason.LOCAL);
        near.owner().until("nothing left", () -> near.ports().status().connections() == 0 && buffered(near) == 0);
    }

    @Test
    void shouldTellTheOtherEndOfAnAbort() {
        near.run(() -> {
            Node.commit(near.lease(), near.port(), new byte[1000]);
            near.lease().abort(near.port());
        });
        near.untilClosed(CloseReason.LOCAL);
        far.untilClosed(CloseReason.RESET);
    }

    @Test
    void shouldTellAPausedEndOfAnAbort() {
        far.run(() -> far.lease().pause(far.port()));
        near.run(() -> near.lease().abort(near.port()));
        far.untilClosed(CloseReason.RESET);
    }

    @Test
    void shouldResetWhoWritesToAnEndThatIsGone() {
        near.run(() -> near.lease().close(near.port()));
        far.owner().untilEvent("inputClosed");
        near.untilClosed(CloseReason.LOCAL); // it waits a moment for the other half, then goes
        far.send(new byte[1]);
        far.run(() -> Node.commit(far.lease(), far.port(), new byte[1]));
        far.untilClosed(CloseReason.RESET);
    }

    @Test
    void shouldEndWhenBothHalvesEnded() {
        near.send(new byte[] {1, 2, 3});
        near.shutdownOutput();
        far.owner().untilEvent("inputClosed");
        far.send(new byte[] {4, 5});
        far.shutdownOutput();
        near.untilClosed(CloseReason.REMOTE);
        far.untilClosed(CloseReason.REMOTE);
        assertArrayEquals(new byte[] {4, 5}, near.owner().bytesOf(near.port()));
        assertArrayEquals(new byte[] {1, 2, 3}, far.owner().bytesOf(far.port()));
        assertEquals(List.of("inputClosed", "closed REMOTE"), near.owner().events);
    }

    @Test
    void shouldHoldAWriterBackUntilItsReaderGoesOn() {
        int pieces = 4000;
        byte[] piece = ConnectionTest.random(16_384, 5);
        AtomicInteger sent = new AtomicInteger();
        AtomicLong mostQueued = new AtomicLong();
        near.owner().onRoom = () -> {
            while (sent.get() < pieces && near.lease().writable(near.port())) {
                Node.commit(near.lease(), near.port(), piece);
                sent.incrementAndGet();
                mostQueued.accumulateAndGet(near.lease().queuedBytes(near.port()), Math::max);
            }
        };
        far.run(() -> far.lease().pause(far.port()));
        near.run(near.owner().onRoom);
        far.owner().until("the writer to be held back", () -> heldBack(sent, pieces));
        assertTrue(buffered(far) <= 2 * Inlet.MOST_WAITING + 1_000_000, () -> "held " + buffered(far));
        assertEquals(0, far.owner().countOf(far.port()));
        far.run(() -> far.lease().resume(far.port()));
        far.until(pieces * piece.length);
        assertTrue(mostQueued.get() <= 512 * 1024 + piece.length, () -> "queued " + mostQueued);
        near.owner().until("nothing left", () -> buffered(near) == 0 && buffered(far) == 0);
    }

    private boolean heldBack(AtomicInteger sent, int pieces) {
        return sent.get() < pieces
                && !Node.onLoop(near.lease(), () -> near.lease().writable(near.port()));
    }

    @Test
    void shouldDeliverBytesThenEndAfterAPause() {
        byte[] all = ConnectionTest.random(300_000, 7);
        far.run(() -> far.lease().pause(far.port()));
        near.send(all);
        near.shutdownOutput();
        far.shutdownOutput();
        near.owner().untilEvent("inputClosed");
        assertEquals(List.of(), far.owner().events);
        assertEquals(0, far.owner().countOf(far.port()));
        far.run(() -> far.lease().resume(far.port()));
        far.untilClosed(CloseReason.REMOTE);
        assertArrayEquals(all, far.owner().bytesOf(far.port()));
        assertEquals(List.of("inputClosed", "closed REMOTE"), far.owner().events);
    }

    @Test
    void shouldOfferWhatWasNotConsumedWithWhatFollows() {
        far.owner().appetite = length -> length < 5 ? 0 : 5;
        near.send(new byte[] {1, 2, 3});
        near.send(new byte[] {4, 5, 6});
        far.until(5);
        far.owner().appetite = length -> length;
        far.run(() -> far.lease().resume(far.port()));
        far.until(6);
        assertArrayEquals(new byte[] {1, 2, 3, 4, 5, 6}, far.owner().bytesOf(far.port()));
    }

    @Test
    void shouldEndAnOwnerThatNeitherConsumesNorPauses() {
        far.owner().appetite = length -> 0;
        near.send(new byte[Inlet.MOST_WAITING + 1]);
        far.untilClosed(CloseReason.LIMIT);
        near.untilClosed(CloseReason.RESET);
    }

    @Test
    void shouldCloseOnceMoreComesThanWasAllowed() {
        far.run(() -> {
            far.lease().pause(far.port());
            far.lease().putBack(far.port(), new byte[] {100, 101}, 2);
            far.lease().resume(far.port());
        });
        near.send(new byte[] {1, 2});
        far.until(4);
        assertArrayEquals(new byte[] {100, 101, 1, 2}, far.owner().bytesOf(far.port()));
        near.send(new byte[] {3});
        far.untilClosed(CloseReason.LIMIT);
        near.untilClosed(CloseReason.RESET);
    }

    @Test
    void shouldGoToAnotherRoleWithItsBytes() {
        Owner taker = new Owner();
        Lease service = far.ports().claim(Role.SERVICE, taker);
        service.open();
        far.owner().appetite = length -> {
            far.lease().pause(far.port());
            return 2;
        };
        near.send(new byte[] {1, 2, 3});
        far.until(2);
        far.run(() -> assertTrue(far.lease().give(far.port(), Role.SERVICE)));
        near.send(new byte[] {4});
        service.execute(() -> service.resume(far.port()));
        taker.until("the rest", () -> taker.countOf(far.port()) == 2);
        assertArrayEquals(new byte[] {3, 4}, taker.bytesOf(far.port()));
        near.shutdownOutput();
        taker.untilEvent("inputClosed");
        assertEquals(List.of(), far.owner().events);
    }

    @Test
    void shouldWaitForTheNextOwnerOfItsRole() {
        far.lease().park();
        near.send(new byte[] {1, 2, 3});
        near.shutdownOutput();
        Owner next = new Owner();
        Lease claimed = far.ports().claim(far.role(), next);
        assertTrue(Node.onLoop(claimed, claimed::ports).stream().anyMatch(info -> info.port() == far.port()));
        assertFalse(next.bytes.containsKey(far.port()));
        claimed.open();
        next.untilEvent("inputClosed");
        assertArrayEquals(new byte[] {1, 2, 3}, next.bytesOf(far.port()));
        assertEquals(0, far.owner().countOf(far.port()));
    }

    @Test
    void shouldCloseWithTheLeaseThatReleasesIt() {
        far.lease().release();
        near.owner().untilEvent("inputClosed");
        assertEquals(List.of(), far.owner().events);
    }

    @Test
    void shouldJoinWithAnother() {
        List<End> second = connect();
        End left = second.get(1); // both of one owner
        End outer = second.get(0);
        byte[] out = ConnectionTest.random(2_000_000, 9);
        byte[] back = ConnectionTest.random(1_000_000, 10);
        far.run(() -> far.lease().join(far.port(), left.port()));
        near.send(out);
        outer.send(back);
        near.shutdownOutput();
        outer.until(out.length);
        near.until(back.length);
        outer.owner().untilEvent("inputClosed");
        outer.shutdownOutput();
        near.untilClosed(CloseReason.REMOTE);
        outer.untilClosed(CloseReason.REMOTE);
        assertArrayEquals(out, outer.owner().bytesOf(outer.port()));
        assertArrayEquals(back, near.owner().bytesOf(near.port()));
        far.owner().until("both told", () -> far.owner().closed.size() == 2);
    }

    @Test
    void shouldPassAResetOnWhenJoined() {
        List<End> second = connect();
        End outer = second.get(0);
        far.run(() -> far.lease().join(far.port(), second.get(1).port()));
        outer.run(() -> outer.lease().abort(outer.port()));
        near.untilClosed(CloseReason.RESET);
        far.owner().until("both told", () -> far.owner().closed.size() == 2);
    }

    @Test
    void shouldStandStillWhileTheGateIsClosed() {
        Gate.Hold hold = gateOf(far).close(5_000);
        hold.lend(Thread.currentThread());
        Node.commit(far.lease(), far.port(), new byte[] {7});
        assertEquals(1, hold.written());
        assertEquals(0, near.owner().countOf(near.port()));
        hold.open();
        near.until(1);
    }

    private static Gate gateOf(End end) {
        return end.ports().gate();
    }
}
