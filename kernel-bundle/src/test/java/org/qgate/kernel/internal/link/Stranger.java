package org.qgate.kernel.internal.link;

import java.util.ArrayList;
import java.util.List;
import org.qgate.api.net.Endpoint;
import org.qgate.api.transport.CloseReason;
import org.qgate.api.transport.ConnectFailure;
import org.qgate.api.transport.ConnectRequest;
import org.qgate.api.transport.Slab;
import org.qgate.kernel.internal.PortSink;
import org.qgate.kernel.internal.SimEnv;
import org.qgate.sim.SimHost;
import org.qgate.sim.SimWorld;

/** Somebody who connects to relays and sends them whatever he likes. */
final class Stranger {
    /** One of his connections. */
    final class Call implements PortSink {
        final long port;
        long heard;
        boolean connected;
        boolean over;
        long overAtMs;

        Call(Endpoint to) {
            port = env.ports().connect(new ConnectRequest(to, null, 10_000));
            env.attach(port, this);
        }

        @Override
        public void connected(Endpoint local, Endpoint remote) {
            connected = true;
        }

        @Override
        public void failed(ConnectFailure reason) {
            end();
        }

        @Override
        public int received(byte[] bytes, int offset, int length) {
            heard += length;
            return length;
        }

        @Override
        public void inputClosed() {
            end();
        }

        @Override
        public void closed(CloseReason reason) {
            end();
        }

        private void end() {
            if (!over) {
                over = true;
                overAtMs = world.nowMs();
            }
        }

        void send(byte[] bytes) {
            Slab slab = env.ports().slab(bytes.length);
            System.arraycopy(bytes, 0, slab.array(), slab.offset(), bytes.length);
            env.ports().commit(port, slab, bytes.length);
            env.ports().flush(port);
        }

        /** Sends one byte after the other. */
        void drip(byte[] bytes, int from, long everyMs) {
            if (from < bytes.length && !over) {
                send(new byte[] {bytes[from]});
                world.at(everyMs, () -> drip(bytes, from + 1, everyMs));
            }
        }
    }

    final List<Call> calls = new ArrayList<>();
    private final SimWorld world;
    private final SimHost host;
    private final SimEnv env;

    Stranger(SimWorld world, String address) {
        this.world = world;
        host = world.host(address);
        env = new SimEnv(host, null);
        env.open();
    }

    /** Begins a connection. */
    Call begin(Endpoint to) {
        Call call = new Call(to);
        calls.add(call);
        return call;
    }

    /** Makes a connection and waits for it. */
    Call call(Endpoint to) {
        Call call = begin(to);
        world.runUntil("connection", () -> call.connected, 10_000);
        return call;
    }

    long open() {
        return calls.stream().filter(call -> call.connected && !call.over).count();
    }
}
