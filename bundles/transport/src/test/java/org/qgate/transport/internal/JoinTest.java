package org.qgate.transport.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.qgate.api.net.Endpoint;
import org.qgate.api.transport.ConnectRequest;

/** Two connections joined: one comes in at the middle, one goes out to the far end. */
@Timeout(60)
class JoinTest {
    private final Recorder here = new Recorder();
    private final Recorder far = new Recorder();
    private final Node client = new Node(here);
    private final Node target = new Node(far);
    private final Endpoint targetAt = target.listen(10).address();
    private final Middle owner = new Middle();
    private final Node middle = new Node(owner);
    private final long port = connect();

    private long connect() {
        owner.node = middle;
        long number = client.connect(middle.listen(10).address());
        here.untilEvent("connected");
        return number;
    }

    /** Takes one byte, then joins. */
    private final class Middle extends Recorder {
        private volatile Node node;
        private long in;

        @Override
        public int received(long number, byte[] bytes, int offset, int length) {
            in = number;
            node.lease.pause(number);
            node.lease.connect(new ConnectRequest(targetAt, null, 5_000));
            return 1;
        }

        @Override
        public void connected(long number, Endpoint local, Endpoint remote) {
            super.connected(number, local, remote);
            node.lease.join(in, number);
        }
    }

    @AfterEach
    void stop() {
        client.close();
        middle.close();
        target.close();
    }

    @Test
    void shouldCarryBothWaysUntilBothEndsClosed() {
        byte[] out = ConnectionTest.random(5_000_000, 9);
        byte[] back = ConnectionTest.random(3_000_000, 10);
        client.send(port, new byte[] {0, 42});
        far.until("the byte left over", () -> !far.accepted.isEmpty() && far.countOf(far.accepted.get(0)) == 1);
        long theirs = far.accepted.get(0);
        client.send(port, out);
        target.send(theirs, back);
        client.run(() -> client.lease.shutdownOutput(port));
        far.untilEvent("inputClosed");
        assertEquals(out.length + 1, far.countOf(theirs));
        here.until("all back", () -> here.countOf(port) == back.length);
        assertArrayEquals(back, here.bytesOf(port));
        target.run(() -> target.lease.shutdownOutput(theirs));
        here.untilEvent("closed REMOTE");
        far.untilEvent("closed REMOTE");
        owner.until("both told", () -> owner.closed.size() == 2);
        assertEquals(List.of("accepted", "connected", "closed REMOTE", "closed REMOTE"), owner.events);
        assertEquals(0, middle.ports.status().bufferedBytes());
        assertEquals(0, middle.ports.status().connections());
    }

    @Test
    void shouldHoldBackASenderWhoseReaderIsSlow() {
        client.send(port, new byte[] {0, 42});
        far.until("joined", () -> !far.accepted.isEmpty() && far.countOf(far.accepted.get(0)) == 1);
        long theirs = far.accepted.get(0);
        target.run(() -> target.lease.pause(theirs));
        client.send(port, new byte[40_000_000]);
        middle.lease.schedule(500, () -> owner.note("later"));
        owner.untilEvent("later");
        long held = middle.ports.status().bufferedBytes();
        assertTrue(held > 0 && held < 2_500_000, "held " + held);
        target.run(() -> target.lease.resume(theirs));
        far.until("all", () -> far.countOf(theirs) == 40_000_001);
    }

    @Test
    void shouldPassAResetOn() {
        client.send(port, new byte[] {0, 42});
        far.until("joined", () -> !far.accepted.isEmpty() && far.countOf(far.accepted.get(0)) == 1);
        target.run(() -> target.lease.abort(far.accepted.get(0)));
        here.untilEvent("closed RESET");
        owner.until("both told", () -> owner.closed.size() == 2);
        assertTrue(middle.busyShare() < 0.3, "the loop goes on about what is over");
    }
}
