package org.qgate.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.qgate.bench.peer.Side;

/** Downloads by {@code curl}, a process each, the same for every side. */
final class Curl {
    private static final String LONGEST_SECONDS = "600";

    private Curl() {}

    /** A download that runs. */
    record Running(Process process, long bytes) {
        /** Waits for its end and returns its seconds as curl counts them. */
        double seconds() throws IOException {
            try (var said = process.getInputStream()) {
                String text = new String(said.readAllBytes(), StandardCharsets.UTF_8);
                int code = process.waitFor();
                if (code != 0) {
                    throw new IOException("curl ended with " + code + ": " + text.strip());
                }
                return Curl.seconds(text, bytes);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", stop);
            } finally {
                process.destroy();
            }
        }
    }

    /** Reads {@code CODE BYTES SECONDS}. */
    static double seconds(String said, long bytes) throws IOException {
        String[] parts = said.strip().split(" ");
        if (parts.length != 3 || !parts[0].equals("200") || !parts[1].equals(Long.toString(bytes))) {
            throw new IOException("curl got '" + said.strip() + "' instead of 200 and " + bytes + " bytes");
        }
        return Double.parseDouble(parts[2]);
    }

    static Running start(Path curl, Side side, String user, int port, long bytes) throws IOException {
        return start(command(curl, side, user, port, bytes), bytes);
    }

    /** The same past every proxy. */
    static Running direct(Path curl, int port, long bytes) throws IOException {
        List<String> command = common(curl);
        command.add(url(port, bytes));
        return start(command, bytes);
    }

    private static Running start(List<String> command, long bytes) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.toLowerCase(Locale.ROOT)
                .endsWith("_proxy")); // NO_PROXY=127.0.0.1 would lead past what is measured
        return new Running(builder.start(), bytes);
    }

    static List<String> command(Path curl, Side side, String user, int port, long bytes) {
        List<String> command = common(curl);
        command.addAll(List.of("--socks5-hostname", side.socks()));
        if (side.isolatesUsers()) {
            command.addAll(List.of("--proxy-user", user + ":x"));
        }
        command.add(url(port, bytes));
        return command;
    }

    private static List<String> common(Path curl) {
        return new ArrayList<>(List.of(
                curl.toString(),
                "-q", // no configuration file of the user
                "-sS",
                "-o",
                "/dev/null",
                "-w",
                "%{http_code} %{size_download} %{time_total}",
                "--max-time",
                LONGEST_SECONDS));
    }

    private static String url(int port, long bytes) {
        return "http://127.0.0.1:" + port + "/bytes/" + bytes;
    }
}
