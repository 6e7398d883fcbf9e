package org.qgate.kernel.internal.node;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    PortTable(Turns turns, Accepted onAccepted) {
        this.turns = turns;
        this.onAccepted = onAccepted;
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

    @Override
    public void accepted(long port, long listener, Endpoint local, Endpoint remote) {
        onAccepted.accepted(port, local, remote);
        turns.end();
    }

    @Override
    public void connected(long port, Endpoint local, Endpoint remote) {
        PortSink sink = sink(port);
        if (sink != null) {
            sink.connected(local, remote);
        }
        turns.end();
    }

    @Override
    public void failed(long port, ConnectFailure reason) {
        PortSink sink = remove(port);
        if (sink != null) {
            sink.failed(reason);
        }
        turns.end();
    }

    @Override
    public int received(long port, byte[] bytes, int offset, int length) {
        PortSink sink = sink(port);
        return sink == null ? 0 : sink.received(bytes, offset, length);
    }

    @Override
    public void readComplete(long port) {
        PortSink sink = sink(port);
        if (sink != null) {
            sink.readComplete();
        }
        turns.end();
    }

    @Override
    public void writable(long port) {
        PortSink sink = sink(port);
        if (sink != null) {
            sink.writable();
        }
        turns.end();
    }

    @Override
    public void inputClosed(long port) {
        PortSink sink = sink(port);
        if (sink != null) {
            sink.inputClosed();
        }
        turns.end();
    }

    @Override
    public void closed(long port, CloseReason reason) {
        PortSink sink = remove(port);
        if (sink != null) {
            sink.closed(reason);
        }
        turns.end();
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
