package org.qgate.kernel.internal;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.qgate.api.base.Clock;
import org.qgate.api.base.Workers;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.error.CryptoError;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.TransportError;
import org.qgate.api.net.Endpoint;
import org.qgate.api.net.IpAddress;
import org.qgate.api.transport.CloseReason;
import org.qgate.api.transport.ConnectFailure;
import org.qgate.api.transport.Lease;
import org.qgate.api.transport.NameFailure;
import org.qgate.api.transport.PortHandler;
import org.qgate.api.transport.Role;
import org.qgate.sim.SimHost;

/**
 * The overlay's surroundings on a simulated host. Making one claims the kernel's role; a second one on the same host takes
 * its ports over, as a hand-over does. Call {@link #open} once everything is wired. One for a hand-over claims later:
 * until then ports, timers and workers are out of reach.
 */
public final class SimEnv implements Env {
    /** Who hears of connections that come in. */
    public interface Accepting {
        /** A listener took a connection. */
        void accepted(long port, long listener, Endpoint local, Endpoint remote);
    }

    private final SimHost host;
    private final Crypto crypto;
    private Lease lease;
    private final Map<Long, PortSink> sinks = new HashMap<>();
    private final Set<Runnable> flushes = new LinkedHashSet<>();
    private final Map<Counter, Long> counters = new EnumMap<>(Counter.class);
    private final Map<Offload.Lane, Workers> lanes = new EnumMap<>(Offload.Lane.class);
    private Accepting accepting = (port, listener, local, remote) -> ports().abort(port);

    /** Claims the kernel's role of a host. */
    public SimEnv(SimHost host, Crypto crypto) {
        this(host, crypto, true);
    }

    /** Makes one without any role: {@link #claim} it once the state of the owner before was taken up. */
    public static SimEnv forHandOver(SimHost host, Crypto crypto) {
        return new SimEnv(host, crypto, false);
    }

    private SimEnv(SimHost host, Crypto crypto, boolean claims) {
        this.host = host;
        this.crypto = crypto;
        if (claims) {
            claim();
        }
    }

    /** Claims the kernel's role of its host. */
    public void claim() {
        for (Offload.Lane lane : Offload.Lane.values()) {
            lanes.put(lane, host.scheduler().workers(lane.name(), 1, 64));
        }
        lease = host.ports().claim(Role.KERNEL, new Handler());
    }

    /** Sets who hears of connections that come in. */
    public void accepting(Accepting next) {
        accepting = next;
    }

    /** Lets deliveries begin. */
    public void open() {
        lease.open();
    }

    /** Closes all ports and gives the role up for good. */
    public void release() {
        lanes.values().forEach(Workers::close);
        lease.release();
    }

    /** Gives the role up for the next environment on this host: ports stay, timers and work under way are dropped. */
    public void park() {
        lanes.values().forEach(Workers::close);
        lease.park();
    }

    /** Runs a test's own action as a turn of the loop. */
    public void turn(Runnable action) {
        action.run();
        while (!flushes.isEmpty()) {
            List<Runnable> due = List.copyOf(flushes);
            flushes.clear();
            due.forEach(Runnable::run);
        }
    }

    /** Returns how often something was counted. */
    public long counted(Counter counter) {
        return counters.getOrDefault(counter, 0L);
    }

    @Override
    public Clock clock() {
        return host.clock();
    }

    @Override
    public Lease ports() {
        if (lease == null) {
            throw new IllegalStateException("nobody may touch a port before the hand-over is committed");
        }
        return lease;
    }

    @Override
    public Crypto crypto() {
        return crypto;
    }

    @Override
    public Offload offload() {
        return this::submit;
    }

    private <T> boolean submit(Offload.Lane lane, Callable<T> work, Consumer<T> done, Consumer<QGateException> failed) {
        ports();
        return lanes.get(lane).offer(() -> work(work, done, failed));
    }

    private <T> void work(Callable<T> work, Consumer<T> done, Consumer<QGateException> failed) {
        T result;
        try {
            result = work.call();
        } catch (QGateException refused) {
            back(() -> failed.accept(refused));
            return;
        } catch (Exception other) {
            QGateException wrapped = new QGateException(CryptoError.MALFORMED, "work failed", other);
            back(() -> failed.accept(wrapped));
            return;
        }
        back(() -> done.accept(result));
    }

    /** Comes back to the loop, unless this environment was handed over meanwhile: nobody waits for the work then. */
    private void back(Runnable then) {
        try {
            lease.execute(() -> turn(then));
        } catch (QGateException refused) {
            if (refused.code() != TransportError.STALE_OWNER) {
                throw refused;
            }
        }
    }

    @Override
    public void attach(long port, PortSink sink) {
        sinks.put(port, sink);
    }

    @Override
    public void atTurnEnd(Runnable flush) {
        flushes.add(flush);
    }

    @Override
    public Timer after(long delayMs, Runnable task) {
        long dueNs = clock().monoNs() + delayMs * 1_000_000;
        boolean[] over = {false};
        long timer = ports().schedule(delayMs, () -> {
            over[0] = true;
            turn(task);
        });
        return new Timer() {
            @Override
            public void cancel() {
                over[0] = true;
                lease.cancel(timer);
            }

            @Override
            public long remainingMs() {
                return over[0] ? 0 : Math.max(0, (dueNs - clock().monoNs()) / 1_000_000);
            }
        };
    }

    @Override
    public void count(Counter counter, long amount) {
        counters.merge(counter, amount, Long::sum);
    }

    /** Routes ports' events; each is a turn of its own. */
    private final class Handler implements PortHandler {
        private void tell(long port, Consumer<PortSink> what) {
            PortSink sink = sinks.get(port);
            if (sink != null) {
                turn(() -> what.accept(sink));
            }
        }

        @Override
        public void accepted(long port, long listener, Endpoint local, Endpoint remote) {
            turn(() -> accepting.accepted(port, listener, local, remote));
        }

        @Override
        public void connected(long port, Endpoint local, Endpoint remote) {
            tell(port, sink -> sink.connected(local, remote));
        }

        @Override
        public void failed(long port, ConnectFailure reason) {
            tell(port, sink -> sink.failed(reason));
            sinks.remove(port);
        }

        @Override
        public int received(long port, byte[] bytes, int offset, int length) {
            int[] consumed = {0};
            tell(port, sink -> consumed[0] = sink.received(bytes, offset, length));
            return consumed[0];
        }

        @Override
        public void readComplete(long port) {
            tell(port, PortSink::readComplete);
        }

        @Override
        public void writable(long port) {
            tell(port, PortSink::writable);
        }

        @Override
        public void inputClosed(long port) {
            tell(port, PortSink::inputClosed);
        }

        @Override
        public void closed(long port, CloseReason reason) {
            tell(port, sink -> sink.closed(reason));
            sinks.remove(port);
        }

        @Override
        public void resolved(long query, List<IpAddress> addresses, int ttlSeconds, NameFailure failure) {}

        @Override
        public void reversed(long query, List<String> names, int ttlSeconds, NameFailure failure) {}
    }
}
