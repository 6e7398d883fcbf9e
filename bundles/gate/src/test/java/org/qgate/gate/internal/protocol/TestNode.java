package org.qgate.gate.internal.protocol;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.qgate.api.NodeId;
import org.qgate.api.base.Clock;
import org.qgate.api.base.Current;
import org.qgate.api.base.Workers;
import org.qgate.api.network.Node;
import org.qgate.api.network.Peers;
import org.qgate.api.network.ServiceStreams;
import org.qgate.api.protocol.Protocols;
import org.qgate.base.internal.work.Cells;
import org.qgate.base.internal.work.ThreadScheduler;
import org.qgate.transport.NettyPorts;
import org.qgate.transport.TransportSettings;

/** A transport, threads, and what is tested on them; a kernel if a test puts one. */
final class TestNode implements AutoCloseable {
    /** Longer than anything takes on a busy machine. */
    static final long LONG_MS = 60_000;

    static final long IDLE_MS = 60_000;
    static final NodeId OWN = new NodeId(1, 2, 3, 4);

    final NettyPorts ports = new NettyPorts(TransportSettings.defaults(), new SystemClock());
    final ThreadScheduler scheduler = new ThreadScheduler();
    final Current<ServiceStreams> streams;
    final Current<Peers> peers;
    final NodeProtocols protocols;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    TestNode() {
        this(IDLE_MS);
    }

    TestNode(long idleMs) {
        Cells cells = new Cells();
        streams = cells.cell(ServiceStreams.class);
        peers = cells.cell(Peers.class);
        Current<Node> node = cells.cell(Node.class);
        node.set(new FakeNode(OWN));
        protocols = new NodeProtocols(ports, new SystemClock(), new Surroundings(streams, peers, node), idleMs);
    }

    Workers workers(int threads, int queue) {
        return scheduler.workers("server", threads, queue);
    }

    /** Runs something that waits, beside the test. */
    <T> Future<T> beside(Callable<T> task) {
        return threads.submit(task);
    }

    static <T> T get(Future<T> future) throws Exception {
        return future.get(LONG_MS, TimeUnit.MILLISECONDS);
    }

    static Protocols.Dial own(String protocol) {
        return new Protocols.Dial(OWN, protocol, false, "", 3);
    }

    static void until(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONG_MS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    /** Whether nothing is left of any stream: no port, nothing counted. */
    void assertClean(List<String> served) throws InterruptedException {
        until("all ports are closed", () -> ports.status().connections() == 0);
        for (String protocol : served) {
            until(
                    "no stream of " + protocol + " is counted",
                    () -> protocols.seats().use(protocol).streams() == 0);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        protocols.close();
        scheduler.close();
        ports.close();
    }

    /** The machine's own time. */
    record SystemClock() implements Clock {
        @Override
        public long wallMs() {
            return System.currentTimeMillis();
        }

        @Override
        public long monoNs() {
            return System.nanoTime();
        }
    }
}
