package org.qgate.transport.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.qgate.api.net.Endpoint;
import org.qgate.api.transport.ConnectRequest;

/** Another beginning for what a connection carries, and an end to it. */
@Timeout(60)
class PutBackTest {
    private static final byte[] FIRST = {100, 101, 102};

    private final Recorder here = new Recorder();
    private final Recorder far = new Recorder();
    private final Holder owner = new Holder();
    private final Node client = new Node(here);
    private final Node middle = new Node(owner);
    private final Node target = new Node(far);
    private final long port = client.connect(middle.listen(10).address());

    /** Takes one byte, then holds what comes until told to go on. */
    private static final class Holder extends Recorder {
        private volatile Node node;
        private boolean held;

        @Override
        public int received(long number, byte[] bytes, int offset, int length) {
            if (!held) {
                held = true;
                node.lease.pause(number);
                note("held");
                return 1;
            }
            return super.received(number, bytes, offset, length);
        }
    }

    private long held(byte[] sent) {
        owner.node = middle;
        here.untilEvent("connected");
        client.send(port, sent);
        owner.untilEvent("held");
        return owner.accepted.get(0);
    }

    @AfterEach
    void stop() {
        client.close();
        middle.close();
        target.close();
    }

    @Test
    void shouldOfferWhatWasPutBackFirst() {
        long held = held(new byte[] {1, 2, 3});
        middle.run(() -> {
            middle.lease.putBack(held, FIRST, 4);
            middle.lease.resume(held);
        });
        client.send(port, new byte[] {4, 5});
        owner.until("all", () -> owner.countOf(held) == 7);
        assertArrayEquals(new byte[] {100, 101, 102, 2, 3, 4, 5}, owner.bytesOf(held));
        client.run(() -> client.lease.shutdownOutput(port));
        owner.untilEvent("inputClosed");
        assertEquals(0, middle.ports.status().bufferedBytes());
    }

    @Test
    void shouldCloseOnceMoreComes() {
        long held = held(new byte[] {1, 2, 3});
        middle.run(() -> {
            middle.lease.putBack(held, FIRST, 2);
            middle.lease.resume(held);
        });
        owner.until("all that may come", () -> owner.countOf(held) == 5);
        client.send(port, new byte[] {4});
        owner.untilEvent("closed LIMIT");
        here.untilEvent("closed RESET");
        assertEquals(5, owner.countOf(held));
        assertEquals(0, middle.ports.status().bufferedBytes());
    }

    @Test
    void shouldCloseAtOnceWhenMoreWaits() {
        long held = held(new byte[] {1, 2, 3});
        middle.run(() -> middle.lease.putBack(held, FIRST, 1));
        owner.untilEvent("closed LIMIT");
        assertEquals(0, owner.countOf(held));
        assertEquals(0, middle.ports.status().bufferedBytes());
    }

    @Test
    void shouldKeepTheBoundWhenJoined() {
        Endpoint to = target.listen(10).address();
        long held = held(new byte[] {1, 2, 3});
        long other = middle.onLoop(() -> middle.lease.connect(new ConnectRequest(to, null, 5_000)));
        owner.untilEvent("connected");
        middle.run(() -> {
            middle.lease.putBack(held, FIRST, 1_000_002);
            middle.lease.join(held, other);
        });
        byte[] rest = ConnectionTest.random(1_000_000, 3);
        client.send(port, rest);
        far.until("all that may come", () -> far.countOf(far.accepted.get(0)) == 1_000_005);
        long theirs = far.accepted.get(0);
        byte[] got = far.bytesOf(theirs);
        assertArrayEquals(new byte[] {100, 101, 102, 2, 3}, Arrays.copyOf(got, 5));
        assertArrayEquals(rest, Arrays.copyOfRange(got, 5, got.length));
        client.send(port, new byte[] {4});
        far.untilEvent("closed RESET");
        assertEquals(1_000_005, far.countOf(theirs));
    }
}
