package org.qgate.sim.device;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The REST interface of an appliance, as far as a reader of random bytes uses it. */
final class ApplianceServer implements AutoCloseable {
    private static final Pattern SIZE = Pattern.compile("size=([0-9]{1,8})");
    private static final int MOST = 1 << 20;
    private static final int OK = 200;
    private static final int BAD = 400;
    private static final int NO_METHOD = 405;
    private static final int PIECE = 1 << 16;

    private final HttpsServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "simulated-appliance");
        thread.setDaemon(true);
        return thread;
    });
    private final Outlet outlet;
    private final BooleanSupplier truncated;

    ApplianceServer(int port, SelfSigned certificate, Outlet outlet, BooleanSupplier truncated) throws IOException {
        this.outlet = outlet;
        this.truncated = truncated;
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
        server.setExecutor(threads);
    }

    ApplianceServer start(Supplier<String> system, Supplier<String> firmware) {
        server.createContext("/api/2.0/systeminfo", exchange -> json(exchange, system));
        server.createContext("/api/2.0/firmwareinfo", exchange -> json(exchange, firmware));
        server.createContext("/api/2.0/streambytes", this::stream);
        server.start();
        return this;
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void json(HttpExchange exchange, Supplier<String> document) throws IOException {
        try (exchange) {
            send(exchange, OK, "application/json", document.get());
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        boolean reading = exchange.getRequestMethod().equals("GET");
        byte[] body = (reading ? text : "GET only\n").getBytes(StandardCharsets.UTF_8);
        label(exchange, reading ? type : "text/plain");
        exchange.sendResponseHeaders(reading ? status : NO_METHOD, body.length);
        exchange.getResponseBody().write(body);
    }

    private static void label(HttpExchange exchange, String type) {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Server", "QGate-simulated-device");
    }

    private void stream(HttpExchange exchange) throws IOException {
        try (exchange) {
            String query = exchange.getRequestURI().getQuery();
            Matcher size = SIZE.matcher(query == null ? "" : query);
            int bytes = size.matches() ? Integer.parseInt(size.group(1)) : 0;
            if (bytes < 1 || bytes > MOST || !exchange.getRequestMethod().equals("GET")) {
                send(exchange, BAD, "text/plain", "size=1 to " + MOST + "\n");
                return;
            }
            label(exchange, "application/octet-stream");
            exchange.sendResponseHeaders(OK, bytes);
            write(exchange.getResponseBody(), truncated.getAsBoolean() ? bytes / 2 : bytes);
        }
    }

    private void write(OutputStream out, int bytes) throws IOException {
        byte[] piece = new byte[PIECE];
        int left = bytes;
        while (left > 0) {
            int count = outlet.next(piece, Math.min(left, PIECE));
            out.write(piece, 0, count);
            left -= count;
        }
        out.flush();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
