package org.qgate.testnet.extender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;

/**
 * Somebody with an empty folder, a distribution, a JDK and Maven. What others made is in a Maven repository already, so that
 * nothing is fetched again; of QGate it has nothing but what the distribution's {@code sdk} gives, and the network is off.
 */
final class Author {
    private static final long PATIENCE_S = 300;

    private final Path home;
    private final Path repository;

    Author(Path home, Path distribution) throws IOException {
        this.home = Files.createDirectories(home).toRealPath();
        repository = Files.createDirectories(this.home.resolve("repository"));
        link(Path.of(System.getProperty("qgate.repository")), repository);
        assertFalse(Files.exists(repository.resolve("org/qgate")), "nothing of QGate is there yet");
        Path maven = Path.of(System.getProperty("qgate.maven"), "bin", "mvn");
        Path own = Files.createDirectories(this.home.resolve("bin")).resolve("mvn");
        Files.writeString(
                own,
                "#!/bin/sh\nexec " + maven + " -B -ntp -o -Daether.offline.protocols=file -Dmaven.repo.local="
                        + repository + " \"$@\"\n");
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwx------"));
        assertFalse(repository.startsWith(distribution), "a repository of its own");
    }

    /** All of a repository but {@code org/qgate}. */
    private static void link(Path from, Path to) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(from)) {
            for (Path each : entries) {
                Path name = each.getFileName();
                if (name.toString().equals("org") && to.getFileName().toString().equals("repository")) {
                    link(each, Files.createDirectories(to.resolve(name)));
                } else if (!name.toString().equals("qgate")) {
                    Files.createSymbolicLink(to.resolve(name), each.toRealPath());
                }
            }
        }
    }

    Path home() {
        return home;
    }

    /** Where what came from the sdk went. */
    Path ours() {
        return repository.resolve("org/qgate");
    }

    void write(String name, String content) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    /** Gives commands to a shell that ends at the first one that fails; returns what they said. */
    String sh(String commands) throws IOException, InterruptedException {
        Path said = home.resolve("said.txt");
        ProcessBuilder builder = new ProcessBuilder("/bin/bash", "-euc", commands)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().merge("PATH", home.resolve("bin").toString(), (old, own) -> own + ":" + old);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1"); // each Maven lives for seconds
        Process process = builder.start();
        boolean ended = process.waitFor(PATIENCE_S, TimeUnit.SECONDS);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String text = Files.readString(said, StandardCharsets.UTF_8);
        assertEquals(0, ended ? process.exitValue() : -1, () -> commands + "\n" + text);
        return text;
    }
}
