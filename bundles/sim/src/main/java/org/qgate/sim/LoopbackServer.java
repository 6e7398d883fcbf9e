package org.qgate.sim;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP server on a real socket with a thread for each connection: for tests, on loopback. */
public class LoopbackServer implements AutoCloseable {
    /** Serves one connection; the socket is closed when it returns. */
    @FunctionalInterface
    public interface Service {
        /** Serves a connection until it ends. */
        void serve(Socket socket) throws IOException;
    }

    private final ServerSocket listener;
    private final Service service;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /**
     * Starts to listen.
     *
     * @param address a loopback address
     * @param port 0 for any
     */
    public LoopbackServer(String address, int port, Service service) throws IOException {
        this.service = service;
        listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(new InetSocketAddress(InetAddress.getByName(address), port), 1024);
        start("accept", this::accept);
    }

    private void start(String name, Runnable task) {
        Thread thread = new Thread(task, "loopback-" + name + "-" + listener.getLocalPort());
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                open.add(socket);
                start("serve", () -> serve(socket));
            } catch (IOException closed) {
                return; // the listener was closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            service.serve(socket);
        } catch (IOException gone) {
            // The other end went away in the middle: for a test server this is an ordinary end.
        } finally {
            open.remove(socket);
        }
    }

    /** Returns the port. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Returns {@code address:port}. */
    public String authority() {
        return listener.getInetAddress().getHostAddress() + ":" + port();
    }

    /** Returns how many connections are open. */
    public int connections() {
        return open.size();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
