package org.qgate.sim;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A long link between two addresses on real sockets: what goes in comes out later, in order, and some of it stalled, as
 * {@link Delay} says. Each direction of each connection is a pipe of its own. The opening of a connection is not delayed.
 */
public final class DelayingForwarder implements AutoCloseable {
    private static final int CONNECT_MS = 5_000;

    private final LoopbackServer server;
    private final InetSocketAddress target;
    private final Delay delay;
    private final AtomicLong connections = new AtomicLong();
    private final Set<Socket> far = ConcurrentHashMap.newKeySet();

    /**
     * Starts to forward.
     *
     * @param listenAddress where it listens, on any port
     * @param targetAddress where it carries to
     */
    public DelayingForwarder(String listenAddress, String targetAddress, int targetPort, Delay delay)
            throws IOException {
        this.delay = delay;
        this.target = new InetSocketAddress(InetAddress.getByName(targetAddress), targetPort);
        this.server = new LoopbackServer(listenAddress, 0, this::serve);
    }

    /** Returns the port it listens on. */
    public int port() {
        return server.port();
    }

    private void serve(Socket near) throws IOException {
        long number = connections.getAndIncrement();
        try (Socket socket = new Socket()) {
            socket.setTcpNoDelay(true);
            socket.connect(target, CONNECT_MS);
            far.add(socket);
            Direction there = new Direction(number, true, near, socket);
            Direction back = new Direction(number, false, socket, near);
            Thread[] threads = {
                thread("there", there::empty), thread("back", back::empty), thread("back-in", back::fill)
            };
            there.fill();
            for (Thread each : threads) {
                each.join();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            far.removeIf(Socket::isClosed);
        }
    }

    private Thread thread(String name, Runnable task) {
        Thread thread = new Thread(task, "delaying-" + name + "-" + port());
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** One direction of one connection, with a thread at either end. */
    private final class Direction {
        private final DelayLine line;
        private final Socket from;
        private final Socket to;

        Direction(long connection, boolean toTarget, Socket from, Socket to) {
            this.line = new DelayLine(new DelaySchedule(delay, connection, toTarget), delay.bufferBytes());
            this.from = from;
            this.to = to;
        }

        void fill() {
            try {
                line.fill(from.getInputStream());
            } catch (IOException broken) {
                abort();
            }
        }

        void empty() {
            try {
                line.empty(to.getOutputStream());
                to.shutdownOutput();
            } catch (IOException broken) {
                abort();
            }
        }

        /** A broken end breaks both, at once: a reset overtakes what is on its way, as it does elsewhere. */
        private void abort() {
            line.close();
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // closed already, which is what was wanted
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        far.forEach(DelayingForwarder::close);
    }
}
