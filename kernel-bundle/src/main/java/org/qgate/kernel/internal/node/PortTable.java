package org.qgate.kernel.internal.node;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.qgate.api.net.Endpoint;
import org.qgate.api.net.IpAddress;
import org.qgate.api.transport.CloseReason;
import org.qgate.api.transport.ConnectFailure;
import org.qgate.api.transport.NameFailure;
import org.qgate.api.transport.PortHandler;
import org.qgate.kernel.internal.PortSink;

/** Routes the transport's events to whoever holds a port, and ends each turn with its flushes. Event loop only. */
final class PortTable implements PortHandler {
    /** Hears of connections on the link listener. */
    interface Accepted {
        void accepted(long port, Endpoint local, Endpoint remote);
    }

    private final Turns turns;
    private final Accepted onAccepted;
    private final Map<Long, PortSink> sinks = new HashMap<>();
    private long lastPort;
    private PortSink lastSink;
    private volatile long faults;

    PortTable(Turns turns, Accepted onAccepted) {
        this.turns = turns;
        this.onAccepted = onAccepted;
    }

    /** Returns how many ports were closed because their holder threw. Thread-safe. */
    long faults() {
        return faults;
    }

    void attach(long port, PortSink sink) {
        sinks.put(port, sink);
        lastSink = null;
    }

    /** Bulk traffic comes in runs of one port: remember the last one. */
    private PortSink sink(long port) {
        if (lastSink == null || lastPort != port) {
            lastSink = sinks.get(port);
            lastPort = port;
        }
        return lastSink;
    }

    private PortSink remove(long port) {
        lastSink = null;
        return sinks.remove(port);
    }

    /** Tells the holder of a port, as a turn of its own. */
    private void tell(PortSink sink, Consumer<PortSink> event) {
        turns.begin();
        try {
            if (sink != null) {
                event.accept(sink);
            }
        } finally {
            turns.end();
        }
    }

    @Override
    public void accepted(long port, long listener, Endpoint local, Endpoint remote) {
        turns.begin();
        try {
            onAccepted.accepted(port, local, remote);
        } finally {
            turns.end();
        }
    }

    @Override
    public void connected(long port, Endpoint local, Endpoint remote) {
        tell(sink(port), sink -> sink.connected(local, remote));
    }

    @Override
    public void failed(long port, ConnectFailure reason) {
        tell(remove(port), sink -> sink.failed(reason));
    }

    @Override
    public int received(long port, byte[] bytes, int offset, int length) {
        PortSink sink = sink(port);
        if (sink == null) {
            return 0;
        }
        turns.begin();
        try {
            return sink.received(bytes, offset, length);
        } finally {
            turns.leave(); // readComplete follows and flushes
        }
    }

    @Override
    public void readComplete(long port) {
        tell(sink(port), PortSink::readComplete);
    }

    @Override
    public void writable(long port) {
        tell(sink(port), PortSink::writable);
    }

    @Override
    public void inputClosed(long port) {
        tell(sink(port), PortSink::inputClosed);
    }

    @Override
    public void closed(long port, CloseReason reason) {
        if (reason == CloseReason.HANDLER_FAILED) {
            faults = faults + 1; // written on the loop only
        }
        tell(remove(port), sink -> sink.closed(reason));
    }

    @Override
    public void resolved(long query, List<IpAddress> addresses, int ttlSeconds, NameFailure failure) {
        // The overlay resolves no names: exits do, in the bundle that decides.
    }

    @Override
    public void reversed(long query, List<String> names, int ttlSeconds, NameFailure failure) {
        // As above.
    }
}
