package org.qgate.itests;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Serves one page; a process of its own, so that it can live in another network namespace. */
public final class PageServer {
    static final String PAGE = "carried through three hosts\n";

    private PageServer() {}

    /** Serves at {@code ADDRESS PORT} until its process ends. */
    public static void main(String[] arguments) throws IOException {
        InetAddress address = InetAddress.getByName(arguments[0]);
        HttpServer server = HttpServer.create(new InetSocketAddress(address, Integer.parseInt(arguments[1])), 16);
        server.createContext("/page", exchange -> {
            byte[] body = PAGE.getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }
}
