package org.qgate.testnet.device;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.qgate.common.json.Json;

/**
 * How a device's process is spoken to: a socket in its folder, which only its user may open; a line with words goes in, a
 * line with a JSON object comes back.
 */
final class ControlSocket implements AutoCloseable {
    private static final String NAME = "control";
    private static final int LONGEST_PATH = 100; // sun_path has 108 bytes, unix(7)

    /** Does what a line says. */
    @FunctionalInterface
    interface Orders {
        /**
         * Obeys.
         *
         * @throws IllegalArgumentException for words that make no sense
         */
        Map<String, Object> obey(List<String> words) throws IOException;
    }

    private final ServerSocketChannel channel;
    private final Path path;

    private ControlSocket(ServerSocketChannel channel, Path path) {
        this.channel = channel;
        this.path = path;
    }

    /** Listens in a folder, in place of a socket that an earlier process left. */
    static ControlSocket open(Path folder) throws IOException {
        Path path = path(folder);
        Files.deleteIfExists(path);
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        channel.bind(UnixDomainSocketAddress.of(path));
        return new ControlSocket(channel, path);
    }

    private static Path path(Path folder) throws IOException {
        Path path = folder.resolve(NAME);
        if (path.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
            throw new IOException("the path " + path + " is longer than a socket's may be: give a shorter folder");
        }
        return path;
    }

    /** Serves one caller after the other until it is closed. */
    void serve(Orders orders) throws IOException {
        while (channel.isOpen()) {
            try (SocketChannel caller = channel.accept()) {
                answer(caller, orders);
            } catch (IOException gone) {
                if (!channel.isOpen()) {
                    return;
                }
                // a caller that went away in the middle
            }
        }
    }

    private static void answer(SocketChannel caller, Orders orders) throws IOException {
        String line = line(caller);
        Map<String, Object> answer;
        try {
            answer = orders.obey(List.of(line.split(" ")));
        } catch (IllegalArgumentException refused) {
            answer = Map.of("error", refused.getMessage());
        }
        send(caller, Json.write(answer));
    }

    private static String line(SocketChannel from) throws IOException {
        String line = new BufferedReader(new InputStreamReader(Channels.newInputStream(from), StandardCharsets.UTF_8))
                .readLine();
        if (line == null) {
            throw new IOException("it ended without a line");
        }
        return line;
    }

    private static void send(SocketChannel to, String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
    }

    /**
     * Gives an order to the process of a folder.
     *
     * @throws IOException when none listens
     * @throws IllegalArgumentException when it refused
     */
    @SuppressWarnings("unchecked") // answers are objects
    static Map<String, Object> order(Path folder, String line) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path(folder)))) {
            send(channel, line);
            Map<String, Object> answer = (Map<String, Object>) Json.read(line(channel));
            if (answer.get("error") instanceof String refused) {
                throw new IllegalArgumentException(refused);
            }
            return answer;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(path);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
