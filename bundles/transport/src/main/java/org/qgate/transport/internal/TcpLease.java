package org.qgate.transport.internal;

import java.util.List;
import java.util.Optional;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.TransportError;
import org.qgate.api.net.Endpoint;
import org.qgate.api.net.IpAddress;
import org.qgate.api.transport.ConnectRequest;
import org.qgate.api.transport.Lease;
import org.qgate.api.transport.ListenRequest;
import org.qgate.api.transport.Listening;
import org.qgate.api.transport.PortHandler;
import org.qgate.api.transport.PortInfo;
import org.qgate.api.transport.Role;
import org.qgate.api.transport.Slab;

/** One owner's hold on a role: checks each call's generation, thread and port, then lets the port do it. */
final class TcpLease implements Lease {
    private final Loop loop;
    private final Desk desk;
    private final RoleSlot slot;
    private final PortHandler handler;
    private final long generation;
    private final Timers timers;

    TcpLease(Loop loop, Desk desk, RoleSlot slot, PortHandler handler, long generation) {
        this.loop = loop;
        this.desk = desk;
        this.slot = slot;
        this.handler = handler;
        this.generation = generation;
        this.timers = new Timers(loop);
    }

    @Override
    public long generation() {
        return generation;
    }

    @Override
    public void open() {
        loop.run(() -> {
            checkCurrent();
            slot.open(handler);
        });
    }

    @Override
    public List<PortInfo> ports() {
        checkCall();
        return slot.infos();
    }

    @Override
    public void execute(Runnable task) {
        checkCurrent();
        loop.execute(() -> runTask("task", task));
    }

    @Override
    public long schedule(long delayMs, Runnable task) {
        checkCurrent();
        return timers.start(delayMs, () -> runTask("timer", task));
    }

    private void runTask(String what, Runnable task) {
        if (slot.lease() != this) {
            loop.counters().lateCalls.incrementAndGet();
            return;
        }
        try {
            task.run();
        } catch (Throwable thrown) {
            loop.counters().handlerFailures.incrementAndGet();
            loop.log().taskFailed(what, thrown);
        }
    }

    @Override
    public void cancel(long timer) {
        timers.cancel(timer);
    }

    void cancelTimers() {
        timers.cancelAll();
    }

    @Override
    public Listening listen(ListenRequest request) {
        if (loop.inLoop()) {
            throw new IllegalStateException("listen blocks: never on the event loop");
        }
        checkCurrent();
        TcpListener listener = TcpListener.open(loop, slot, request);
        return loop.call(() -> {
            if (slot.lease() != this) {
                listener.close();
            }
            checkCurrent();
            loop.add(listener);
            listener.accepting(slot.receiver() != null);
            return new Listening(listener.number(), listener.address());
        });
    }

    @Override
    public void unlisten(long number) {
        checkCurrent();
        loop.run(() -> ownListener(number).ifPresent(TcpListener::close));
    }

    @Override
    public long connect(ConnectRequest request) {
        checkCall();
        return desk.connector().connect(slot, request);
    }

    @Override
    public Slab slab(int minimum) {
        checkCall();
        return desk.slabs().lend(minimum);
    }

    @Override
    public void commit(long port, Slab slab, int length) {
        checkCall();
        byte[] bytes = desk.slabs().takeBack(slab, length);
        Port own = own(port);
        if (own != null && length > 0) {
            own.commit(bytes, length);
        }
    }

    @Override
    public void flush(long port) {
        checkCall();
        Port own = own(port);
        if (own != null) {
            own.flush();
        }
    }

    @Override
    public boolean writable(long port) {
        checkCall();
        Port own = own(port);
        return own != null && own.writable();
    }

    @Override
    public long queuedBytes(long port) {
        checkCall();
        Port own = own(port);
        return own == null ? 0 : own.outlet().queued();
    }

    @Override
    public void pause(long port) {
        checkCall();
        Port own = own(port);
        if (own != null) {
            own.pause();
        }
    }

    @Override
    public void resume(long port) {
        checkCall();
        Port own = own(port);
        if (own != null) {
            own.resume();
        }
    }

    @Override
    public void putBack(long port, byte[] bytes, long more) {
        checkCall();
        Port own = own(port);
        if (own != null) {
            own.putBack(bytes, more);
        }
    }

    @Override
    public void shutdownOutput(long port) {
        checkCall();
        Port own = own(port);
        if (own != null) {
            own.shutdownOutput();
        }
    }

    @Override
    public void close(long port) {
        checkCall();
        Port own = own(port);
        if (own != null) {
            own.close();
        }
    }

    @Override
    public void abort(long port) {
        checkCall();
        Port own = own(port);
        if (own != null) {
            own.abort();
        }
    }

    @Override
    public boolean give(long port, Role to) {
        checkCall();
        Port own = own(port);
        return own != null && own.give(desk.slot(to));
    }

    @Override
    public void join(long one, long other) {
        checkCall();
        Port first = own(one);
        Port second = own(other);
        if (first != null && second != null && first != second) {
            Joint.make(first, second);
        }
    }

    @Override
    public Pair pair() {
        checkCall();
        return desk.connector().pair(slot);
    }

    @Override
    public long resolve(String name, String isolation) {
        checkCall();
        return desk.names().resolve(slot, name);
    }

    @Override
    public long reverse(IpAddress address, String isolation) {
        checkCall();
        return desk.names().reverse(slot, address);
    }

    @Override
    public Endpoint local(long port) {
        checkCall();
        Port own = own(port);
        if (own != null) {
            return own.isGone() ? null : own.local();
        }
        return ownListener(port).map(TcpListener::address).orElse(null);
    }

    @Override
    public void release() {
        leave(() -> {
            slot.vacate();
            slot.abandon();
        });
    }

    @Override
    public void park() {
        leave(slot::vacate);
    }

    private void leave(Runnable step) {
        if (slot.lease() != this) {
            return; // left before, replaced, or the transport stopped
        }
        loop.run(() -> {
            if (slot.lease() == this) {
                step.run();
            }
        });
    }

    private Port own(long number) {
        Port port = loop.port(number);
        return port != null && port.role() == slot ? port : null;
    }

    private Optional<TcpListener> ownListener(long number) {
        return Optional.ofNullable(loop.listener(number)).filter(listener -> listener.role() == slot);
    }

    private void checkCall() {
        checkCurrent();
        if (!loop.inLoop()) {
            throw new IllegalStateException("this call belongs on the event loop: use execute");
        }
    }

    private void checkCurrent() {
        if (slot.lease() != this) {
            loop.counters().lateCalls.incrementAndGet();
            throw new QGateException(
                    TransportError.STALE_OWNER,
                    "generation " + generation + " of role " + slot.role() + " was replaced or given up");
        }
    }
}
