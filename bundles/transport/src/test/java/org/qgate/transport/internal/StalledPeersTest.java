package org.qgate.transport.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.qgate.api.base.Clock;
import org.qgate.api.net.Endpoint;
import org.qgate.api.transport.CloseReason;
import org.qgate.transport.TransportSettings;

/** Peers that take nothing of what is sent to them use the byte budget up: they pay for it, nobody else. */
@Timeout(60)
final class StalledPeersTest {
    private static final int BUDGET = 8 << 20;
    private static final int PIECE = 65_536;
    private static final int STALLED = 12;

    private final AtomicLong nowNs = new AtomicLong();
    private final List<Socket> sockets = new ArrayList<>();
    private volatile boolean refusing;
    private final Recorder owner = new Recorder() {
        @Override
        public int received(long port, byte[] array, int offset, int length) {
            return refusing ? 0 : super.received(port, array, offset, length);
        }
    };
    private Node node;

    private final class SteppedClock implements Clock {
        @Override
        public long wallMs() {
            return nowNs.get() / 1_000_000;
        }

        @Override
        public long monoNs() {
            return nowNs.get();
        }
    }

    @BeforeEach
    void connectAll() throws IOException {
        TransportSettings settings = TransportSettings.read(Map.of("byte_budget", Integer.toString(BUDGET)));
        node = new Node(settings, owner, new SteppedClock());
        Endpoint at = node.listen(100).address();
        for (int i = 0; i <= STALLED; i++) {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(4_096);
            socket.connect(new InetSocketAddress(at.address().toInetAddress(), at.port()));
            sockets.add(socket);
            int soFar = i + 1;
            owner.until("accepted", () -> owner.accepted.size() == soFar);
        }
    }

    @AfterEach
    void end() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        node.close();
    }

    private long buffered() {
        return node.ports.status().bufferedBytes();
    }

    /** Sends to all but the first until the budget is used up, which somebody may pay for at once. */
    private void fill() {
        for (int i = 0; buffered() <= BUDGET && owner.closed.isEmpty(); i++) {
            node.send(owner.accepted.get(1 + i % STALLED), new byte[PIECE]);
        }
    }

    private void settled() {
        node.lease.schedule(300, () -> owner.note("settled"));
        owner.untilEvent("settled");
    }

    @Test
    void shouldCloseThoseWhoTookNothingAndServeTheOthersAtOnce() throws IOException {
        long good = owner.accepted.get(0);
        while (buffered() <= BUDGET / 2) {
            node.send(owner.accepted.get(1), new byte[PIECE]); // the one that has waited longest
        }
        nowNs.addAndGet(2_000_000_000L);
        fill();
        owner.until("closed", () -> !owner.closed.isEmpty());
        settled();
        assertEquals(Set.of(owner.accepted.get(1)), owner.closed.keySet(), "the longest waiting goes, and is enough");
        assertEquals(Set.of(CloseReason.LIMIT), Set.copyOf(owner.closed.values()));
        assertTrue(buffered() <= BUDGET / 4 * 3);
        sockets.get(0).getOutputStream().write(new byte[] {1, 2, 3});
        owner.until("reading goes on", () -> owner.countOf(good) == 3);
        assertArrayEquals(new byte[] {1, 2, 3}, owner.bytesOf(good));
    }

    @Test
    void shouldTakeConnectionsWhileBuffersAreFull() throws IOException {
        fill();
        InetSocketAddress at = (InetSocketAddress) sockets.get(0).getRemoteSocketAddress();
        Socket late = new Socket(at.getAddress(), at.getPort());
        sockets.add(late);
        owner.until("taken", () -> owner.accepted.size() == STALLED + 2);
        late.getOutputStream().write(7);
        settled();
        assertTrue(buffered() > BUDGET / 4 * 3);
        nowNs.addAndGet(2_000_000_000L);
        owner.until("read", () -> owner.countOf(owner.accepted.get(STALLED + 1)) == 1);
    }

    @Test
    void shouldSpareThoseWhoWaitedShortly() {
        fill();
        nowNs.addAndGet(900_000_000L);
        settled();
        assertTrue(owner.closed.isEmpty(), "a burst is no attack");
        nowNs.addAndGet(200_000_000L);
        owner.until("closed", () -> buffered() <= BUDGET / 4 * 3);
        owner.until("told", () -> !owner.closed.isEmpty());
        Set<Long> stalled = owner.accepted.stream().skip(1).collect(Collectors.toSet());
        assertTrue(stalled.containsAll(owner.closed.keySet()));
        assertFalse(owner.closed.keySet().containsAll(stalled), "no more than needed");
    }

    @Test
    void shouldCloseThoseWhoReadOnlyDropByDrop() throws IOException {
        fill();
        byte[] drop = new byte[16];
        for (int i = 0; i < 4; i++) {
            nowNs.addAndGet(400_000_000L);
            for (Socket socket : sockets.subList(1, sockets.size())) {
                socket.getInputStream().read(drop);
            }
        }
        owner.until("closed", () -> buffered() <= BUDGET / 4 * 3);
    }

    @Test
    void shouldCloseWhatAPausedOwnerLeavesWaiting() throws IOException {
        long paused = owner.accepted.get(0);
        node.run(() -> node.lease.pause(paused));
        hold(0);
        long held = buffered();
        nowNs.addAndGet(2_000_000_000L);
        fill();
        owner.until("closed", () -> owner.closed.containsKey(paused));
        assertTrue(held > 0);
    }

    /** Lets bytes arrive at a port whose owner takes none. */
    private void hold(int index) throws IOException {
        refusing = true;
        node.run(() -> node.lease.resume(owner.accepted.get(index)));
        sockets.get(index).getOutputStream().write(new byte[100_000]);
        owner.until("held", () -> buffered() > 0);
        node.run(() -> node.lease.pause(owner.accepted.get(index)));
        refusing = false;
    }
}
