package org.qgate.testnet.trial;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.qgate.sim.LoopbackServer;
import org.qgate.sim.TestBody;

/** An HTTP server whose bodies trickle until they are released, and never end before: so downloads last as long as wanted. */
final class TrickleServer implements AutoCloseable {
    /** Length of every body. */
    static final long BYTES = 8L << 20;

    private static final int PIECE = 65_536;
    private static final long PAUSE_MS = 200;

    private final CountDownLatch released = new CountDownLatch(1);
    private final LoopbackServer server;

    TrickleServer() throws IOException {
        server = new LoopbackServer("127.0.0.1", 0, this::serve);
    }

    int port() {
        return server.port();
    }

    /** Lets all bodies flow as fast as they can. */
    void release() {
        released.countDown();
    }

    private void serve(Socket socket) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        String line = in.readLine();
        while (line != null && !line.isEmpty()) {
            line = in.readLine();
        }
        OutputStream out = socket.getOutputStream();
        out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + BYTES + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        TestBody.write(new Trickle(out), BYTES);
        socket.shutdownOutput();
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    @Override
    public void close() throws IOException {
        release();
        server.close();
    }

    /** Waits after each piece, and before the last one until all are released. */
    private final class Trickle extends OutputStream {
        private final OutputStream out;
        private long sent;

        Trickle(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (sent > 0) {
                pause();
            }
            out.write(bytes, offset, length);
            sent += length;
        }

        private void pause() throws IOException {
            try {
                if (sent + PIECE >= BYTES) {
                    released.await();
                } else if (released.await(PAUSE_MS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            }
        }
    }
}
