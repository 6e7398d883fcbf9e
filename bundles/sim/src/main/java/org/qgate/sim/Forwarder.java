package org.qgate.sim;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between two addresses on real sockets: carries bytes both ways, records them, and cuts or flips on request.
 * It looks to both ends like the other one's address. For long links there is {@link DelayingForwarder}.
 */
public final class Forwarder implements AutoCloseable {
    private final LoopbackServer server;
    private final InetAddress from;
    private final Recorder toTarget = new Recorder();
    private final Recorder fromTarget = new Recorder();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong flipToTarget = new AtomicLong(-1);
    private final AtomicLong flipFromTarget = new AtomicLong(-1);
    private volatile InetSocketAddress target;
    private volatile boolean refusing;

    /**
     * Starts to forward.
     *
     * @param listenAddress where it listens, port {@code listenPort} (0 for any)
     * @param targetAddress where it carries to
     * @param fromAddress a local address to dial from, or null
     */
    public Forwarder(String listenAddress, int listenPort, String targetAddress, int targetPort, String fromAddress)
            throws IOException {
        this(listenAddress, listenPort, fromAddress);
        target(targetAddress, targetPort);
    }

    /** The same without a target: until one is set, connections are closed at once. */
    public Forwarder(String listenAddress, int listenPort, String fromAddress) throws IOException {
        from = fromAddress == null ? null : InetAddress.getByName(fromAddress);
        server = new LoopbackServer(listenAddress, listenPort, this::serve);
    }

    /** Sets where it carries to from now on. */
    public void target(String address, int port) throws IOException {
        target = new InetSocketAddress(InetAddress.getByName(address), port);
    }

    /** Returns the port it listens on. */
    public int port() {
        return server.port();
    }

    /** Returns what went to the target. */
    public Recorder toTarget() {
        return toTarget;
    }

    /** Returns what came from the target. */
    public Recorder fromTarget() {
        return fromTarget;
    }

    /** Returns how many connections pass through it now. */
    public int connections() {
        return server.connections();
    }

    /** Breaks all connections; while {@code stay}, new ones are broken too. */
    public void cut(boolean stay) throws IOException {
        refusing = stay;
        for (Socket socket : open) {
            socket.close();
        }
    }

    /** Flips the lowest bit of the byte that comes {@code after} bytes from now on the way to the target. */
    public void flipToTarget(long after) {
        flipToTarget.set(after);
    }

    /** The same on the way from the target. */
    public void flipFromTarget(long after) {
        flipFromTarget.set(after);
    }

    private void serve(Socket near) throws IOException {
        if (refusing || target == null) {
            return;
        }
        try (Socket far = new Socket()) {
            far.setTcpNoDelay(true);
            if (from != null) {
                far.bind(new InetSocketAddress(from, 0));
            }
            far.connect(target, 5_000);
            open.add(near);
            open.add(far);
            Thread back = new Thread(() -> carryQuietly(far, near, false), "forwarder-back-" + port());
            back.setDaemon(true);
            back.start();
            carryQuietly(near, far, true);
            join(back);
        } finally {
            open.remove(near);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void carryQuietly(Socket source, Socket sink, boolean toTheTarget) {
        try {
            carry(source, sink, toTheTarget);
            sink.shutdownOutput();
        } catch (IOException broken) {
            abort(source);
            abort(sink);
        }
    }

    private static void abort(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // closed already, which is what was wanted
        }
    }

    private void carry(Socket source, Socket sink, boolean toTheTarget) throws IOException {
        InputStream in = source.getInputStream();
        OutputStream out = sink.getOutputStream();
        Recorder recorder = toTheTarget ? toTarget : fromTarget;
        AtomicLong flip = toTheTarget ? flipToTarget : flipFromTarget;
        byte[] piece = new byte[65_536];
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
            recorder.took(piece, 0, read);
            flip(piece, read, flip);
            out.write(piece, 0, read);
        }
    }

    private static void flip(byte[] piece, int length, AtomicLong left) {
        long at = left.get();
        if (at < 0) {
            return;
        }
        if (at < length) {
            piece[(int) at] ^= 1;
            left.set(-1);
        } else {
            left.set(at - length);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut(true);
    }
}
