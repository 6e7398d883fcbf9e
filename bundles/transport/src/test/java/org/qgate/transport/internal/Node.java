package org.qgate.transport.internal;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.qgate.api.base.Clock;
import org.qgate.api.net.Endpoint;
import org.qgate.api.net.IpAddress;
import org.qgate.api.transport.ConnectRequest;
import org.qgate.api.transport.Lease;
import org.qgate.api.transport.ListenRequest;
import org.qgate.api.transport.Listening;
import org.qgate.api.transport.PortHandler;
import org.qgate.api.transport.Role;
import org.qgate.api.transport.Slab;
import org.qgate.transport.NettyPorts;
import org.qgate.transport.TransportSettings;

/** A transport with one owner, and calls on it from a test's thread. */
final class Node implements AutoCloseable {
    static final IpAddress LOOPBACK = IpAddress.parse("127.0.0.1").orElseThrow();

    final NettyPorts ports;
    Lease lease;

    Node(PortHandler handler) {
        this(TransportSettings.defaults(), handler);
    }

    Node(TransportSettings settings, PortHandler handler) {
        this(settings, handler, new SystemClock());
    }

    Node(TransportSettings settings, PortHandler handler, Clock clock) {
        ports = new NettyPorts(settings, clock);
        lease = ports.claim(Role.KERNEL, handler);
        lease.open();
    }

    Listening listen(int maxConnections) {
        return lease.listen(new ListenRequest("test", new Endpoint(LOOPBACK, 0), maxConnections));
    }

    long connect(Endpoint to) {
        return onLoop(() -> lease.connect(new ConnectRequest(to, null, 5_000)));
    }

    <T> T onLoop(Supplier<T> call) {
        return onLoop(lease, call);
    }

    static <T> T onLoop(Lease lease, Supplier<T> call) {
        CompletableFuture<T> done = new CompletableFuture<>();
        lease.execute(() -> {
            try {
                done.complete(call.get());
            } catch (RuntimeException thrown) {
                done.completeExceptionally(thrown);
            }
        });
        try {
            return done.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw (RuntimeException) failed.getCause();
        } catch (InterruptedException | TimeoutException failed) {
            throw new AssertionError(failed);
        }
    }

    void run(Runnable call) {
        onLoop(() -> {
            call.run();
            return null;
        });
    }

    void send(long port, byte[] bytes) {
        run(() -> commit(lease, port, bytes));
    }

    static void commit(Lease lease, long port, byte[] bytes) {
        for (int at = 0; at < bytes.length; at += 16_384) {
            int part = Math.min(16_384, bytes.length - at);
            Slab slab = lease.slab(part);
            System.arraycopy(bytes, at, slab.array(), slab.offset(), part);
            lease.commit(port, slab, part);
        }
        lease.flush(port);
    }

    /** Measures for a moment which share of it the loop spends working. */
    double busyShare() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long loop = onLoop(() -> Thread.currentThread().getId());
        long cpu = threads.getThreadCpuTime(loop);
        long wall = System.nanoTime();
        CompletableFuture<Void> later = new CompletableFuture<>();
        lease.schedule(400, () -> later.complete(null));
        later.orTimeout(20, TimeUnit.SECONDS).join();
        return (threads.getThreadCpuTime(loop) - cpu) / (double) (System.nanoTime() - wall);
    }

    @Override
    public void close() {
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
