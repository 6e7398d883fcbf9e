package org.qgate.transport.internal;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.qgate.api.net.Endpoint;
import org.qgate.api.net.IpAddress;
import org.qgate.api.transport.CloseReason;
import org.qgate.api.transport.ConnectFailure;
import org.qgate.api.transport.NameFailure;
import org.qgate.api.transport.PortHandler;

/** An owner that writes down what it is told, consumes all, and lets tests wait for conditions. */
class Recorder implements PortHandler {
    private static final long LIMIT_NS = 20_000_000_000L;

    final List<String> events = new CopyOnWriteArrayList<>();
    final List<Long> accepted = new CopyOnWriteArrayList<>();
    final List<Long> connected = new CopyOnWriteArrayList<>();
    final Map<Long, ByteArrayOutputStream> bytes = new ConcurrentHashMap<>();
    final Map<Long, CloseReason> closed = new ConcurrentHashMap<>();
    final Map<Long, ConnectFailure> failed = new ConcurrentHashMap<>();
    final Map<Long, Resolved> resolved = new ConcurrentHashMap<>();
    final Map<Long, Resolved> reversed = new ConcurrentHashMap<>();

    /** An answer of a name server. */
    record Resolved(List<?> values, int ttlSeconds, NameFailure failure) {}

    @Override
    public void accepted(long port, long listener, Endpoint local, Endpoint remote) {
        accepted.add(port);
        note("accepted");
    }

    @Override
    public void connected(long port, Endpoint local, Endpoint remote) {
        connected.add(port);
        note("connected");
    }

    @Override
    public void failed(long port, ConnectFailure reason) {
        failed.put(port, reason);
        note("failed " + reason);
    }

    @Override
    public int received(long port, byte[] array, int offset, int length) {
        take(port, array, offset, length);
        return length;
    }

    final void take(long port, byte[] array, int offset, int length) {
        ByteArrayOutputStream into = bytes.computeIfAbsent(port, number -> new ByteArrayOutputStream());
        synchronized (into) {
            into.write(array, offset, length);
        }
        synchronized (this) {
            notifyAll();
        }
    }

    @Override
    public void readComplete(long port) {}

    @Override
    public void writable(long port) {
        note("writable");
    }

    @Override
    public void inputClosed(long port) {
        note("inputClosed");
    }

    @Override
    public void closed(long port, CloseReason reason) {
        closed.put(port, reason);
        note("closed " + reason);
    }

    @Override
    public void resolved(long query, List<IpAddress> addresses, int ttlSeconds, NameFailure failure) {
        resolved.put(query, new Resolved(addresses, ttlSeconds, failure));
        note("resolved");
    }

    @Override
    public void reversed(long query, List<String> names, int ttlSeconds, NameFailure failure) {
        reversed.put(query, new Resolved(names, ttlSeconds, failure));
        note("reversed");
    }

    final synchronized void note(String event) {
        events.add(event);
        notifyAll();
    }

    final synchronized void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT_NS;
        while (!condition.getAsBoolean()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("waited in vain for " + what + "; events: " + events);
            }
            try {
                wait(Math.min(20, left / 1_000_000 + 1));
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }
    }

    final void untilEvent(String event) {
        until(event, () -> events.contains(event));
    }

    final byte[] bytesOf(long port) {
        ByteArrayOutputStream from = bytes.get(port);
        if (from == null) {
            return new byte[0];
        }
        synchronized (from) {
            return from.toByteArray();
        }
    }

    final int countOf(long port) {
        ByteArrayOutputStream from = bytes.get(port);
        if (from == null) {
            return 0;
        }
        synchronized (from) {
            return from.size();
        }
    }
}
