package org.qgate.qrng.internal.source;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLSocket;

/** One connection to an appliance. For one thread, except {@link #close}, which ends what waits. */
final class Connection implements Closeable {
    private static final int CONNECT_MS = 3_000;
    private static final int BUFFER = 1 << 15;
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final ApplianceAddress address;
    private final Socket plain = new Socket();
    private Socket socket = plain;
    private InputStream in;
    private Deadline deadline;

    Connection(ApplianceAddress address) {
        this.address = address;
    }

    void open(Deadline until) throws IOException {
        deadline = until;
        try {
            plain.connect(address.socket(), Math.min(CONNECT_MS, until.leftMs()));
            plain.setTcpNoDelay(true);
            if (address.secure()) {
                socket = secure(until);
            }
            in = new BufferedInputStream(new Timed(socket.getInputStream()), BUFFER);
        } catch (SocketTimeoutException late) {
            throw until.late(late);
        }
    }

    private Socket secure(Deadline until) throws IOException {
        try {
            SSLSocket secured = (SSLSocket) PinnedTrust.sockets(address.pin())
                    .createSocket(
                            plain,
                            address.socket().getHostString(),
                            address.socket().getPort(),
                            true);
            secured.setEnabledProtocols(PROTOCOLS);
            secured.setSoTimeout(until.leftMs());
            secured.startHandshake();
            return secured;
        } catch (GeneralSecurityException missing) {
            throw new IOException("this Java has no TLS: " + missing.getMessage(), missing);
        }
    }

    HttpAnswer ask(String path, int atMost, Deadline until) throws IOException {
        deadline = until;
        String request = "GET " + path + " HTTP/1.1\r\nHost: " + address.host()
                + "\r\nUser-Agent: QGate\r\nAccept: */*\r\nConnection: keep-alive\r\n\r\n";
        awaitAnswer(request.getBytes(StandardCharsets.US_ASCII));
        return HttpAnswer.read(in, atMost);
    }

    private void awaitAnswer(byte[] request) throws IOException {
        try {
            socket.getOutputStream().write(request);
            in.mark(1);
            if (in.read() < 0) {
                throw new NotAnsweredException(null);
            }
            in.reset();
        } catch (NotAnsweredException | LateException itself) {
            throw itself;
        } catch (IOException broken) {
            throw new NotAnsweredException(broken);
        }
    }

    /** The plain socket is closed: closing the one above it could wait for whoever reads from it. */
    @Override
    public void close() throws IOException {
        plain.close();
    }

    /** Bounds the time of all reads together: a peer that sends a byte now and then gains nothing. */
    private final class Timed extends FilterInputStream {
        Timed(InputStream of) {
            super(of);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            socket.setSoTimeout(deadline.leftMs());
            try {
                return super.read(into, offset, length);
            } catch (SocketTimeoutException late) {
                throw deadline.late(late);
            }
        }
    }
}
