package org.qgate.testnet;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.qgate.sim.TestBody;

/**
 * One HTTP GET through a SOCKS5 proxy, hashed as it comes.
 *
 * @param sha256 in lower-case hexadecimal; empty when it was not hashed
 * @param bytes length of the body
 * @param seconds from the request to the last byte
 */
public record Fetch(String sha256, long bytes, double seconds) {
    /** Returns millions of bytes per second. */
    public double megabytesPerSecond() {
        return bytes / 1e6 / seconds;
    }

    /** Hears how many bytes of the body came so far. */
    @FunctionalInterface
    public interface Meter {
        /** So many bytes so far. */
        void at(long bytes);
    }

    /** Fetches a body of HTTP/1.1 with Content-Length. */
    public static Fetch get(Socks5 proxy, String host, int port, String path, Meter meter) throws IOException {
        return get(proxy, host, port, path, meter, true);
    }

    /** The same without a hash, so that hashing does not take processor time from what is measured. */
    public static Fetch unhashed(Socks5 proxy, String host, int port, String path) throws IOException {
        return get(proxy, host, port, path, bytes -> {}, false);
    }

    private static Fetch get(Socks5 proxy, String host, int port, String path, Meter meter, boolean hashed)
            throws IOException {
        long start = System.nanoTime();
        try (Socket socket = proxy.connect(host, port)) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = new BufferedInputStream(socket.getInputStream(), 262_144);
            String head = head(in);
            if (!head.startsWith("HTTP/1.1 200 ")) {
                throw new IOException(
                        "the server answered: " + head.lines().findFirst().orElse(""));
            }
            return body(in, length(head), start, meter, hashed);
        }
    }

    /** A body that ended before it was whole, with what had come of it. */
    public static final class CutOff extends IOException {
        private static final long serialVersionUID = 1;

        private final long bytes;
        private final String sha256;

        private CutOff(long bytes, String sha256, IOException cause) {
            super(cause.getMessage(), cause);
            this.bytes = bytes;
            this.sha256 = sha256;
        }

        /** Returns how much came. */
        public long bytes() {
            return bytes;
        }

        /** Returns the hash of what came. */
        public String sha256() {
            return sha256;
        }
    }

    private static Fetch body(InputStream in, long length, long start, Meter meter, boolean hashed) throws IOException {
        MessageDigest digest = TestBody.newSha256();
        byte[] piece = new byte[262_144];
        long total = 0;
        while (total < length) {
            int read;
            try {
                read = read(in, piece, (int) Math.min(piece.length, length - total));
            } catch (IOException failed) {
                throw new CutOff(total, HexFormat.of().formatHex(digest.digest()), failed);
            }
            if (hashed) {
                digest.update(piece, 0, read);
            }
            total += read;
            meter.at(total);
        }
        String sha256 = !hashed ? "" : HexFormat.of().formatHex(digest.digest());
        return new Fetch(sha256, total, (System.nanoTime() - start) / 1e9);
    }

    private static int read(InputStream in, byte[] piece, int most) throws IOException {
        int read = in.read(piece, 0, most);
        if (read < 0) {
            throw new IOException("ended " + most + " bytes or more too early");
        }
        return read;
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int last = 0;
        while (last != 0x0d0a0d0a) {
            int next = in.read();
            if (next < 0 || head.size() > 32_768) {
                throw new IOException("no HTTP head");
            }
            head.write(next);
            last = last << 8 | next;
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static long length(String head) throws IOException {
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, "Content-Length:", 0, 15))
                .mapToLong(line -> Long.parseLong(line.substring(15).trim()))
                .findFirst()
                .orElseThrow(() -> new IOException("no Content-Length"));
    }
}
