package org.qgate.sim;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qgate.api.NodeId;
import org.qgate.api.base.Workers;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.api.protocol.Caller;
import org.qgate.api.protocol.ProtocolStream;
import org.qgate.api.protocol.Protocols;

/**
 * Calls between nodes of one process over real sockets of the loopback interface, and nothing else of a network: for tests
 * and benchmarks of what speaks a protocol. Each request under way has a connection of its own. Thread-safe.
 */
public final class LoopbackProtocols implements AutoCloseable {
    private final Map<String, LoopbackServer> servers = new HashMap<>();
    private final Map<Integer, Deque<Wire>> idle = new HashMap<>();

    /** Returns what one node dials and serves with. */
    public Protocols of(NodeId node) {
        return new End(node);
    }

    private synchronized int port(Protocols.Dial dial) {
        LoopbackServer server = servers.get(dial.protocol() + dial.node());
        if (server == null) {
            throw new QGateException(ExtenderError.UNREACHABLE, dial.node().brief() + " does not serve");
        }
        return server.port();
    }

    private synchronized Optional<Wire> free(int port) {
        return Optional.ofNullable(
                idle.computeIfAbsent(port, any -> new ArrayDeque<>()).pollLast());
    }

    private synchronized void give(Wire wire) {
        idle.get(wire.port).addLast(wire);
    }

    private synchronized void stop(String name) {
        LoopbackServer server = servers.remove(name);
        if (server != null) {
            idle.remove(server.port());
            closed(server);
        }
    }

    private static void closed(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Ends all servers, and so all connections. */
    @Override
    public synchronized void close() {
        List.copyOf(servers.keySet()).forEach(this::stop);
    }

    /** A connection, seen from one end. */
    private static final class Wire implements AutoCloseable {
        private final int port;
        private final Socket socket;
        private final DataInputStream in;
        private final DataOutputStream out;

        Wire(Socket socket) throws IOException {
            this.socket = socket;
            socket.setTcpNoDelay(true);
            port = socket.getPort();
            in = new DataInputStream(socket.getInputStream());
            out = new DataOutputStream(socket.getOutputStream());
        }

        void write(byte[] message) throws IOException {
            out.writeInt(message.length);
            out.write(message);
        }

        byte[] read() throws IOException {
            int length = in.readInt();
            if (length < 0 || length > Protocols.MAX_CALL_BYTES) {
                throw new IOException("a message of " + length + " bytes");
            }
            byte[] message = new byte[length];
            in.readFully(message);
            return message;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** What one node has. */
    private final class End implements Protocols {
        private final NodeId node;

        End(NodeId node) {
            this.node = node;
        }

        @Override
        public byte[] call(Dial dial, byte[] request, long atMostMs) {
            int port = port(dial);
            Wire wire = null;
            try {
                Optional<Wire> kept = free(port);
                wire = kept.isPresent() ? kept.get() : connect(dial, port);
                wire.out.writeInt((int) atMostMs);
                wire.write(request);
                byte[] answer = wire.read();
                give(wire);
                return answer;
            } catch (IOException broken) {
                if (wire != null) {
                    closed(wire);
                }
                throw new QGateException(ExtenderError.BROKEN, "the connection broke", broken);
            }
        }

        private Wire connect(Dial dial, int port) throws IOException {
            Wire wire = new Wire(new Socket(InetAddress.getLoopbackAddress(), port));
            wire.write(dial.identify() ? node.bytes() : new byte[0]);
            return wire;
        }

        @Override
        public Registration serve(String protocol, Workers workers, CallServer server) {
            String name = protocol + node;
            try {
                LoopbackServer started = new LoopbackServer("127.0.0.1", 0, socket -> answer(new Wire(socket), server));
                synchronized (LoopbackProtocols.this) {
                    servers.put(name, started);
                }
            } catch (IOException taken) {
                throw new IllegalStateException(taken);
            }
            return () -> stop(name);
        }

        private void answer(Wire wire, CallServer server) throws IOException {
            byte[] who = wire.read();
            Optional<NodeId> proven = who.length == 0 ? Optional.empty() : Optional.of(NodeId.of(who));
            Caller caller = new Caller(proven, "port " + wire.socket.getPort());
            while (true) {
                long atMostMs = wire.in.readInt();
                byte[] answer;
                try {
                    answer = server.serve(caller, wire.read(), atMostMs);
                } catch (IOException gone) {
                    throw gone;
                } catch (Exception failed) {
                    throw new IOException("the server failed", failed);
                }
                wire.write(answer);
            }
        }

        @Override
        public List<NodeId> nodes(String protocol) {
            throw new UnsupportedOperationException("calls only");
        }

        @Override
        public ProtocolStream dial(Dial dial, long atMostMs) {
            throw new UnsupportedOperationException("calls only");
        }

        @Override
        public Registration accept(String protocol, Workers workers, StreamServer server) {
            throw new UnsupportedOperationException("calls only");
        }
    }
}
