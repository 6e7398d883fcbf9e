package org.qgate.sim;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A small HTTP/1.1 server on loopback, one request a connection. {@code /page} is a page whose text only a script makes,
 * {@code /script.js} and {@code /data.json} belong to it; {@code /bytes/N} sends N bytes of {@link TestBody};
 * {@code POST /hash} answers the SHA-256 of what was sent; {@code /empty} answers nothing.
 */
public final class LoopbackHttpServer extends LoopbackServer {
    /** What the page shows once its script has run: found nowhere in its source. */
    public static final String RENDERED = "rendered-by-script-5040";

    private static final int MAX_HEAD = 32_768;
    private static final String PAGE =
            "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>QGate test page</title>"
                    + "</head><body><h1>A page through three hops</h1><p id=\"out\">not yet</p>"
                    + "<script src=\"/script.js\"></script></body></html>\n";
    private static final String SCRIPT = "fetch('/data.json').then(r => r.json()).then(d => {"
            + "document.getElementById('out').textContent = ['rendered', 'by', 'script',"
            + " d.numbers.reduce((a, b) => a * b, 1)].join('-'); });\n";
    private static final String DATA = "{\"numbers\":[1,2,3,4,5,6,7]}\n";

    private final List<String> requests;

    private LoopbackHttpServer(String address, int port, List<String> requests) throws IOException {
        super(address, port, socket -> serve(socket, requests));
        this.requests = requests;
    }

    /** Starts a server on a loopback address; port 0 for any. */
    public static LoopbackHttpServer start(String address, int port) throws IOException {
        return new LoopbackHttpServer(address, port, new CopyOnWriteArrayList<>());
    }

    /** Starts a server on 127.0.0.1 and any port. */
    public static LoopbackHttpServer start() throws IOException {
        return start("127.0.0.1", 0);
    }

    /** Returns the page's bytes. */
    public static byte[] page() {
        return PAGE.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns every request line and head seen so far, oldest first. */
    public List<String> requests() {
        return requests;
    }

    /** Returns the URL of a path. */
    public String url(String path) {
        return "http://" + authority() + path;
    }

    private static void serve(Socket socket, List<String> requests) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream(), 65_536);
        OutputStream out = socket.getOutputStream();
        String head = head(in);
        if (head.isEmpty()) {
            return;
        }
        requests.add(head);
        String[] line = head.lines().findFirst().orElse("").split(" ");
        String path = line.length < 2 ? "" : line[1].split("\\?")[0];
        answer(path, head, in, out);
        out.flush();
        socket.shutdownOutput();
        in.transferTo(OutputStream.nullOutputStream()); // else a reset could overtake the last bytes
    }

    private static void answer(String path, String head, InputStream in, OutputStream out) throws IOException {
        if (path.matches("/bytes/[0-9]{1,15}")) {
            long length = Long.parseLong(path.substring("/bytes/".length()));
            start(out, "200 OK", "application/octet-stream", length);
            TestBody.write(out, length);
            return;
        }
        switch (path) {
            case "/page" -> send(out, "200 OK", "text/html; charset=utf-8", PAGE);
            case "/script.js" -> send(out, "200 OK", "text/javascript", SCRIPT);
            case "/data.json" -> send(out, "200 OK", "application/json", DATA);
            case "/empty" -> send(out, "200 OK", "text/plain", "");
            case "/hash" -> send(out, "200 OK", "text/plain", hash(in, contentLength(head)) + "\n");
            default -> send(out, "404 Not Found", "text/plain", "not found\n");
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int last = 0;
        while (last != 0x0d0a0d0a && head.size() < MAX_HEAD) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.write(next);
            last = last << 8 | next;
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static long contentLength(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToLong(line -> Long.parseLong(line.substring(15).trim()))
                .findFirst()
                .orElse(0);
    }

    private static String hash(InputStream in, long length) throws IOException {
        MessageDigest digest = TestBody.newSha256();
        byte[] piece = new byte[65_536];
        long left = length;
        while (left > 0) {
            int read = in.read(piece, 0, (int) Math.min(piece.length, left));
            if (read < 0) {
                throw new IOException("the body ended early");
            }
            digest.update(piece, 0, read);
            left -= read;
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void send(OutputStream out, String status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        start(out, status, type, bytes.length);
        out.write(bytes);
    }

    private static void start(OutputStream out, String status, String type, long length) throws IOException {
        String head = "HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\nContent-Length: " + length
                + "\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
    }
}
