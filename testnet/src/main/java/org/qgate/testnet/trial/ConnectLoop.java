package org.qgate.testnet.trial;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.qgate.testnet.TestnetException;

/**
 * Connects to listeners in turn, all the time. Of a SOCKS listener it wants an answer to its greeting; a link listener
 * waits for a handshake, so there it looks after a while whether the connection was reset.
 */
final class ConnectLoop implements AutoCloseable {
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int PATIENCE_MS = 30_000;
    private static final int KEPT = 20;

    private final List<Listener> listeners;
    private final Queue<Socket> kept = new ArrayDeque<>();
    private final Thread thread = new Thread(this::run, "connect-loop");
    private volatile boolean closing;
    private long tries;
    private long refused;
    private long reset;
    private long unanswered;
    private long slowestNs;

    /** Where to connect. */
    record Listener(String address, boolean socks) {
        InetSocketAddress at() {
            int colon = address.lastIndexOf(':');
            return new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
        }
    }

    ConnectLoop(List<Listener> listeners) {
        this.listeners = List.copyOf(listeners);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        for (int turn = 0; !closing; turn++) {
            attempt(listeners.get(turn % listeners.size()));
            LockSupport.parkNanos(PAUSE_NS);
        }
        while (!kept.isEmpty()) {
            look(kept.poll());
        }
    }

    private void attempt(Listener listener) {
        tries++;
        long start = System.nanoTime();
        Socket socket = new Socket();
        try {
            socket.connect(listener.at(), PATIENCE_MS);
            socket.setSoTimeout(PATIENCE_MS);
            if (listener.socks()) {
                greet(socket);
                socket.close();
            } else {
                keep(socket);
            }
        } catch (ConnectException nobody) {
            refused++;
        } catch (SocketTimeoutException silent) {
            unanswered++;
        } catch (IOException broken) {
            reset++;
        }
        slowestNs = Math.max(slowestNs, System.nanoTime() - start);
    }

    /** RFC 1928: version 5, one method, none needed. */
    private void greet(Socket socket) throws IOException {
        socket.getOutputStream().write(new byte[] {5, 1, 0});
        byte[] answer = socket.getInputStream().readNBytes(2);
        if (answer.length != 2 || answer[0] != 5 || answer[1] != 0) {
            unanswered++;
        }
    }

    private void keep(Socket socket) {
        kept.add(socket);
        if (kept.size() > KEPT) {
            look(kept.poll());
        }
    }

    /** A connection whose handshake has not begun may be ended by a hand-over ([HAND-2]), but never reset. */
    private void look(Socket socket) {
        try (socket) {
            socket.setSoTimeout(1);
            socket.getInputStream().read();
        } catch (SocketTimeoutException stillOpen) {
            // as it should be
        } catch (IOException broken) {
            reset++;
        }
    }

    /** Stops and says what came of it. */
    UpdateOutcome.Connects end() {
        close();
        try {
            thread.join(TimeUnit.MILLISECONDS.toMillis(2L * PATIENCE_MS));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new TestnetException("interrupted");
        }
        return new UpdateOutcome.Connects(tries, refused, reset, unanswered, slowestNs / 1e6);
    }

    @Override
    public void close() {
        closing = true;
    }
}
