package org.qgate.transport.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.qgate.api.base.Clock;
import org.qgate.api.net.Endpoint;
import org.qgate.api.net.IpAddress;
import org.qgate.api.transport.CloseReason;
import org.qgate.api.transport.ConnectFailure;
import org.qgate.api.transport.ConnectRequest;
import org.qgate.api.transport.Lease;
import org.qgate.api.transport.ListenRequest;
import org.qgate.api.transport.NameFailure;
import org.qgate.api.transport.PortHandler;
import org.qgate.api.transport.Role;
import org.qgate.api.transport.Slab;
import org.qgate.transport.NettyPorts;
import org.qgate.transport.TransportSettings;

/**
 * Measures what the transport alone costs: a source sends to a sink through a relay that parses 16 KiB records and
 * commits them again, each on an event loop of its own, all in this process. Prints MB/s and CPU-seconds per GB for
 * each variant, the variants taking turns, so that their ratio means something on a noisy machine.
 *
 * <p>Arguments: {@code megabytes=2000 rounds=3 commit=16384}, then one variant for each further argument, its keys
 * joined by commas: {@code read_bytes=65536,backend=nio}.
 */
public final class TransportBench {
    private final Map<String, String> options =
            new HashMap<>(Map.of("megabytes", "2000", "rounds", "3", "commit", "16384"));

    private TransportBench() {}

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        TransportBench bench = new TransportBench();
        List<String> variants = new ArrayList<>();
        for (String argument : arguments) {
            String key = argument.substring(0, Math.max(0, argument.indexOf('=')));
            if (bench.options.containsKey(key) && !argument.contains(",")) {
                bench.options.put(key, argument.substring(key.length() + 1));
            } else {
                variants.add(argument);
            }
        }
        bench.run(variants.isEmpty() ? List.of("default") : variants);
    }

    private void run(List<String> variants) throws Exception {
        for (int round = 0; round < Integer.parseInt(options.get("rounds")); round++) {
            for (String variant : variants) {
                measure(variant);
            }
        }
    }

    private void measure(String variant) throws Exception {
        Map<String, String> keys = new HashMap<>();
        for (String pair : variant.split(",")) {
            if (pair.contains("=")) {
                keys.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
            }
        }
        TransportSettings settings = TransportSettings.read(keys);
        int commit = Integer.parseInt(options.get("commit"));
        long total = Long.parseLong(options.get("megabytes")) * 1_000_000 / commit * commit;
        try (NettyPorts source = new NettyPorts(settings, new MachineClock());
                NettyPorts relay = new NettyPorts(settings, new MachineClock());
                NettyPorts sink = new NettyPorts(settings, new MachineClock())) {
            Sink end = new Sink(total);
            Endpoint sinkAt = listen(end, sink);
            Endpoint relayAt = listen(new Relay(sinkAt, commit), relay);
            long wall = System.nanoTime();
            long cpu = cpuNs();
            Source begin = new Source(total, commit);
            begin.lease = source.claim(Role.KERNEL, begin);
            begin.lease.open();
            begin.lease.execute(() -> begin.lease.connect(new ConnectRequest(relayAt, null, 5_000)));
            end.done.get(120, TimeUnit.SECONDS);
            double seconds = (System.nanoTime() - wall) / 1e9;
            double cpuSeconds = (cpuNs() - cpu) / 1e9;
            System.out.printf(
                    "%-50s %6.0f MB/s  %5.2f CPU-s/GB  reads of %d bytes%n",
                    variant, total / seconds / 1e6, cpuSeconds / (total / 1e9), total / Math.max(1, end.reads.get()));
        }
    }

    private static Endpoint listen(Base handler, NettyPorts ports) {
        handler.lease = ports.claim(Role.KERNEL, handler);
        handler.lease.open();
        Endpoint any = new Endpoint(IpAddress.parse("127.0.0.1").orElseThrow(), 0);
        return handler.lease.listen(new ListenRequest("bench", any, 10)).address();
    }

    private static long cpuNs() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private record MachineClock() implements Clock {
        @Override
        public long wallMs() {
            return System.currentTimeMillis();
        }

        @Override
        public long monoNs() {
            return System.nanoTime();
        }
    }

    /** Does nothing. */
    private abstract static class Base implements PortHandler {
        Lease lease;

        @Override
        public void accepted(long port, long listener, Endpoint local, Endpoint remote) {}

        @Override
        public void connected(long port, Endpoint local, Endpoint remote) {}

        @Override
        public void failed(long port, ConnectFailure reason) {
            throw new IllegalStateException("not connected: " + reason);
        }

        @Override
        public int received(long port, byte[] bytes, int offset, int length) {
            return length;
        }

        @Override
        public void readComplete(long port) {}

        @Override
        public void writable(long port) {}

        @Override
        public void inputClosed(long port) {}

        @Override
        public void closed(long port, CloseReason reason) {}

        @Override
        public void resolved(long query, List<IpAddress> addresses, int ttlSeconds, NameFailure failure) {}

        @Override
        public void reversed(long query, List<String> names, int ttlSeconds, NameFailure failure) {}
    }

    private static final class Source extends Base {
        private final byte[] record;
        private long left;

        Source(long total, int commit) {
            this.left = total;
            this.record = new byte[commit];
        }

        @Override
        public void connected(long port, Endpoint local, Endpoint remote) {
            writable(port);
        }

        @Override
        public void writable(long port) {
            while (left > 0 && lease.writable(port)) {
                Slab slab = lease.slab(record.length);
                System.arraycopy(record, 0, slab.array(), slab.offset(), record.length);
                lease.commit(port, slab, record.length);
                left -= record.length;
            }
            lease.flush(port);
        }
    }

    private static final class Relay extends Base {
        private final Endpoint next;
        private final int unit;
        private long from;
        private long to;

        Relay(Endpoint next, int unit) {
            this.next = next;
            this.unit = unit;
        }

        @Override
        public void accepted(long port, long listener, Endpoint local, Endpoint remote) {
            from = port;
            lease.pause(port);
            lease.connect(new ConnectRequest(next, null, 5_000));
        }

        @Override
        public void connected(long port, Endpoint local, Endpoint remote) {
            to = port;
            lease.resume(from);
        }

        @Override
        public int received(long port, byte[] bytes, int offset, int length) {
            int done = 0;
            while (length - done >= unit) {
                Slab slab = lease.slab(unit);
                System.arraycopy(bytes, offset + done, slab.array(), slab.offset(), unit);
                lease.commit(to, slab, unit);
                done += unit;
            }
            return done;
        }

        @Override
        public void readComplete(long port) {
            lease.flush(to);
            if (!lease.writable(to)) {
                lease.pause(from);
            }
        }

        @Override
        public void writable(long port) {
            lease.resume(from);
        }
    }

    private static final class Sink extends Base {
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private final AtomicLong reads = new AtomicLong();
        private long left;

        Sink(long total) {
            this.left = total;
        }

        @Override
        public int received(long port, byte[] bytes, int offset, int length) {
            reads.incrementAndGet();
            left -= length;
            if (left <= 0) {
                done.complete(null);
            }
            return length;
        }
    }
}
