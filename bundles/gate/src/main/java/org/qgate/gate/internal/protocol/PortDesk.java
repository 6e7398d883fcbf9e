package org.qgate.gate.internal.protocol;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import org.qgate.api.error.QGateException;
import org.qgate.api.net.Endpoint;
import org.qgate.api.net.IpAddress;
import org.qgate.api.transport.CloseReason;
import org.qgate.api.transport.ConnectFailure;
import org.qgate.api.transport.Lease;
import org.qgate.api.transport.NameFailure;
import org.qgate.api.transport.PortHandler;
import org.qgate.api.transport.Ports;
import org.qgate.api.transport.Role;

/** The ports of services and whose they are: tells each end what happens to its port. Event loop only, unless marked. */
final class PortDesk implements PortHandler {
    private static final long STOP_MS = 2_000;

    private final Lease lease;
    private final Map<Long, PortEnd> ends = new HashMap<>();
    private boolean stopped;

    /** Becomes the owner of the role; deliveries begin. Thread-safe. */
    PortDesk(Ports ports) {
        lease = ports.claim(Role.SERVICE, this);
        lease.open();
    }

    Lease lease() {
        return lease;
    }

    /**
     * Runs a task on the event loop, soon. Thread-safe.
     *
     * @return false when there is no loop for this any more
     */
    boolean run(Runnable task) {
        try {
            lease.execute(task);
            return true;
        } catch (QGateException givenUp) {
            return false;
        }
    }

    /** Runs a task on the event loop after a delay; false as above. Thread-safe. */
    boolean after(long delayMs, Runnable task) {
        try {
            lease.schedule(delayMs, task);
            return true;
        } catch (QGateException givenUp) {
            return false;
        }
    }

    /** Whether new streams may begin. */
    boolean isOpen() {
        return !stopped;
    }

    /** Makes the end of a port that is ours: it is told what happens from now on, beginning after this call. */
    <E extends PortEnd> E seat(long port, LongFunction<E> maker) {
        E end = maker.apply(port);
        ends.put(port, end);
        lease.resume(port);
        return end;
    }

    /**
     * Makes a connection inside the process.
     *
     * @param here makes this end
     * @param there gets the other end away, or makes an end of it too; false when that cannot be
     * @return whether it stands; if not, all of it is gone
     * @throws QGateException QG-TRN-0006 when there is no room for it
     */
    boolean connect(LongFunction<? extends PortEnd> here, LongPredicate there) {
        Lease.Pair pair = lease.pair();
        boolean stands = false;
        try {
            if (there.test(pair.other())) {
                seat(pair.one(), here);
                stands = true;
            }
        } finally {
            if (!stands) {
                lease.abort(pair.one());
                lease.abort(pair.other());
            }
        }
        return stands;
    }

    /** Ends all streams and gives the role up; waits for the event loop: never on it. Thread-safe. */
    void stop() {
        CountDownLatch done = new CountDownLatch(1);
        boolean begun = run(() -> {
            stopped = true;
            List<PortEnd> all = List.copyOf(ends.values());
            ends.clear();
            all.forEach(end -> end.gone(false));
            done.countDown();
        });
        try {
            if (begun) {
                done.await(STOP_MS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        lease.release();
    }

    @Override
    public int received(long port, byte[] bytes, int offset, int length) {
        PortEnd end = ends.get(port);
        return end == null ? length : end.received(bytes, offset, length);
    }

    @Override
    public void writable(long port) {
        PortEnd end = ends.get(port);
        if (end != null) {
            end.writable();
        }
    }

    @Override
    public void inputClosed(long port) {
        PortEnd end = ends.get(port);
        if (end != null) {
            end.inputEnded();
        }
    }

    @Override
    public void closed(long port, CloseReason reason) {
        PortEnd end = ends.remove(port);
        if (end != null) {
            end.gone(reason == CloseReason.REMOTE);
        }
    }

    @Override
    public void readComplete(long port) {
        // what is sent is flushed where it is made
    }

    @Override
    public void accepted(long port, long listener, Endpoint local, Endpoint remote) {
        lease.abort(port); // this role listens nowhere
    }

    @Override
    public void connected(long port, Endpoint local, Endpoint remote) {
        lease.abort(port); // nor does it connect
    }

    @Override
    public void failed(long port, ConnectFailure reason) {
        // nobody asked
    }

    @Override
    public void resolved(long query, List<IpAddress> addresses, int ttlSeconds, NameFailure failure) {
        // nobody asked
    }

    @Override
    public void reversed(long query, List<String> names, int ttlSeconds, NameFailure failure) {
        // nobody asked
    }
}
