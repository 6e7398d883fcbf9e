package org.qgate.kernel.internal.link;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.qgate.api.net.Endpoint;
import org.qgate.api.transport.CloseReason;
import org.qgate.api.transport.ConnectRequest;
import org.qgate.api.transport.ListenRequest;
import org.qgate.api.transport.Slab;
import org.qgate.kernel.internal.PortSink;
import org.qgate.kernel.internal.SimEnv;
import org.qgate.sim.SimHost;
import org.qgate.sim.SimWorld;

/** Stands between two nodes: carries bytes both ways, writes them down, changes or withholds them. */
final class Middle {
    /** Changes what passes; returns what goes on. */
    interface Tamper {
        byte[] pass(boolean fromDialler, long offset, byte[] bytes);
    }

    /** One connection and the one made for it. */
    final class Pair {
        final Half dialler;
        final Half target;

        Pair(long port) {
            dialler = new Half(port, true);
            env.ports().pause(port);
            target = new Half(env.ports().connect(new ConnectRequest(to, null, 10_000)), false);
            dialler.other = target;
            target.other = dialler;
        }
    }

    /** One end. */
    final class Half implements PortSink {
        final long port;
        final ByteArrayOutputStream heard = new ByteArrayOutputStream();
        private final boolean isDialler;
        private Half other;
        boolean closed;

        Half(long port, boolean isDialler) {
            this.port = port;
            this.isDialler = isDialler;
            env.attach(port, this);
        }

        @Override
        public void connected(Endpoint local, Endpoint remote) {
            env.ports().resume(other.port);
        }

        @Override
        public int received(byte[] bytes, int offset, int length) {
            byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
            byte[] on = tamper.pass(isDialler, heard.size(), copy);
            heard.writeBytes(copy);
            send(other.port, on);
            return length;
        }

        @Override
        public void closed(CloseReason reason) {
            closed = true;
            if (!other.closed) {
                env.ports().close(other.port);
            }
        }

        @Override
        public void inputClosed() {
            env.ports().shutdownOutput(other.port);
        }
    }

    final SimHost host;
    final List<Pair> pairs = new ArrayList<>();
    Tamper tamper = (fromDialler, offset, bytes) -> bytes;
    private final SimEnv env;
    private final Endpoint to;

    Middle(SimWorld world, String address, Endpoint to) {
        this.to = to;
        host = world.host(address);
        env = new SimEnv(host, null);
        env.accepting((port, listener, local, remote) -> pairs.add(new Pair(port)));
        env.ports().listen(new ListenRequest("middle", endpoint(), 10_000));
        env.open();
    }

    Endpoint endpoint() {
        return new Endpoint(host.address(), Site.PORT);
    }

    Pair last() {
        return pairs.get(pairs.size() - 1);
    }

    void send(long port, byte[] bytes) {
        if (bytes.length > 0) {
            Slab slab = env.ports().slab(bytes.length);
            System.arraycopy(bytes, 0, slab.array(), slab.offset(), bytes.length);
            env.ports().commit(port, slab, bytes.length);
            env.ports().flush(port);
        }
    }
}
