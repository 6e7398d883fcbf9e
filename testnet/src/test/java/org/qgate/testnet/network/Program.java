package org.qgate.testnet.network;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Runs a program of the machine to its end. */
record Program(int exitCode, byte[] out, String err) {
    private static final int LONGEST_SECONDS = 120;

    /** Writes a program's standard input. */
    @FunctionalInterface
    interface Input {
        void write(OutputStream out) throws IOException;
    }

    static Program run(String... command) throws Exception {
        return run(List.of(command), out -> {});
    }

    static Program run(List<String> command, Input input) throws Exception {
        Path errors = Files.createTempFile("program-", ".err");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().put("QGATE_BUILT", "true"); // our own script must not build inside a build
        Process process = builder.start();
        Thread writer = new Thread(() -> write(process, input), "program-input");
        writer.start();
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            process.getInputStream().transferTo(out);
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(command + " does not end");
            }
            writer.join();
            return new Program(process.exitValue(), out.toByteArray(), Files.readString(errors));
        } finally {
            process.destroyForcibly();
            Files.delete(errors);
        }
    }

    private static void write(Process process, Input input) {
        try (OutputStream out = process.getOutputStream()) {
            input.write(out);
        } catch (IOException ended) {
            // the program ended without reading everything: its exit code says whether that was right
        }
    }

    /** Skips a test whose program this machine lacks; {@code ./qgate test} installs it where it may. */
    static void need(String program) {
        boolean found = List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        Assumptions.assumeTrue(found, program + " is not installed");
    }

    String text() {
        return new String(out, StandardCharsets.UTF_8);
    }
}
