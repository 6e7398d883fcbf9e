package org.qgate.bench.peer;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs of the operating system: where they are, and what they say. */
public final class Programs {
    private static final long LONGEST_SECONDS = 120;

    private Programs() {}

    /** Finds a program; {@code sbin} folders count, because servers live there. */
    public static Optional<Path> find(String name) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(Stream.of(path.split(File.pathSeparator)), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Returns the names that are not found. */
    public static List<String> missing(String... names) {
        return Stream.of(names).filter(name -> find(name).isEmpty()).toList();
    }

    static String path(String name) throws IOException {
        return find(name)
                .orElseThrow(() -> new IOException(name + " is not installed"))
                .toString();
    }

    /** Runs a program to its end and returns what it said, errors included. */
    static String output(String input, String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            process.getOutputStream().write(input.getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().close();
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            process.getInputStream().transferTo(said);
            String text = said.toString(StandardCharsets.UTF_8);
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(command[0] + " does not end");
            }
            if (process.exitValue() != 0) {
                throw new IOException(command[0] + " ended with " + process.exitValue() + ": " + text);
            }
            return text;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stop);
        } finally {
            process.destroyForcibly();
        }
    }
}
