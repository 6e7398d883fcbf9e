package org.qgate.bench;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.qgate.api.NodeId;
import org.qgate.api.base.Workers;
import org.qgate.api.protocol.Caller;
import org.qgate.api.protocol.ProtocolStream;
import org.qgate.api.protocol.Protocols;

/**
 * Calls over TCP on 127.0.0.1, length and bytes, in place of the overlay's streams: what the two ends say to each other is
 * what nodes say, and links, circuits and cells are not in it. A connection for each call that is under way.
 */
final class CallsOverTcp implements Protocols, AutoCloseable {
    private final NodeId caller;
    private final CallServer server;
    private final ServerSocket listening = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    private final ArrayDeque<Wire> idle = new ArrayDeque<>();
    private final List<Socket> all = new ArrayList<>();

    /** One connection. */
    private record Wire(DataInputStream in, DataOutputStream out) {
        static Wire of(Socket socket) throws IOException {
            socket.setTcpNoDelay(true);
            return new Wire(
                    new DataInputStream(socket.getInputStream()), new DataOutputStream(socket.getOutputStream()));
        }

        byte[] read() throws IOException {
            byte[] bytes = new byte[in.readInt()];
            in.readFully(bytes);
            return bytes;
        }

        void write(byte[] bytes) throws IOException {
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }

    CallsOverTcp(NodeId caller, CallServer server) throws IOException {
        this.caller = caller;
        this.server = server;
        begin(this::accept);
    }

    private static void begin(Runnable task) {
        Thread thread = new Thread(task, "bench-calls");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                synchronized (this) {
                    all.add(socket);
                }
                begin(() -> answer(socket));
            }
        } catch (IOException closed) {
            return; // that is how it ends
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            Wire wire = Wire.of(socket);
            Caller who = new Caller(Optional.of(caller), "bench");
            while (true) {
                wire.write(server.serve(who, wire.read(), 20_000));
            }
        } catch (IOException closed) {
            return; // that is how it ends
        } catch (Exception failed) {
            throw new IllegalStateException("the server failed", failed);
        }
    }

    @Override
    public byte[] call(Dial dial, byte[] request, long atMostMs) {
        try {
            Wire wire = take();
            wire.write(request);
            byte[] answer = wire.read();
            synchronized (this) {
                idle.push(wire);
            }
            return answer;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private synchronized Wire take() throws IOException {
        if (!idle.isEmpty()) {
            return idle.pop();
        }
        Socket socket = new Socket(listening.getInetAddress(), listening.getLocalPort());
        all.add(socket);
        return Wire.of(socket);
    }

    @Override
    public synchronized void close() throws IOException {
        listening.close();
        for (Socket each : all) {
            each.close();
        }
    }

    @Override
    public List<NodeId> nodes(String protocol) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ProtocolStream dial(Dial dial, long atMostMs) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Registration accept(String protocol, Workers workers, StreamServer server) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Registration serve(String protocol, Workers workers, CallServer server) {
        throw new UnsupportedOperationException();
    }
}
