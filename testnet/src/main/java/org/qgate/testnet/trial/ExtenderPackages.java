package org.qgate.testnet.trial;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.qgate.packer.Packer;
import org.qgate.release.SecretKey;

/**
 * Packages of extenders for one network: the same classes under ever later versions, or asking for something else. Signed by
 * the key of the distribution unless another is given.
 */
public final class ExtenderPackages {
    /** The id of echo. */
    public static final String ECHO = "org.qgate.extender.echo";

    /** The id of who calls it. */
    public static final String CALLER = "org.qgate.extender.caller";

    private static final String FIRST_PARTY = "QGate";

    private static final String ECHO_YAML = """
            id: org.qgate.extender.echo
            title: Echo
            licence: Apache-2.0
            publisher: QGate
            entry: org.qgate.extender.echo.Echo
            provides: [echo/1, echo/stream/1]
            permissions:
              - {name: net.accept, scope: [echo/1, echo/stream/1], reason: It answers.}
              - {name: net.dial, scope: [echo/1], reason: Its command asks others., optional: true}
              - {name: store.use, reason: It counts.}
              - {name: log.write, reason: It says what failed.}
            policies:
              quota: {threads: 16, streams: 512, callsPerSecond: 50000, bytesPerSecond: 104857600, cpuPercent: 100}
            lifecycle: {drainMs: 2000, probationMs: 500}
            """;
    private static final String CALLER_YAML = """
            id: org.qgate.extender.caller
            title: Caller
            licence: Apache-2.0
            publisher: QGate
            entry: org.qgate.extender.caller.Caller
            permissions:
              - {name: net.dial, scope: [echo/1, echo/stream/1], reason: It calls.}
              - {name: time.read, reason: It measures.}
            policies:
              quota: {threads: 16, streams: 64, callsPerSecond: 50000, bytesPerSecond: 104857600, cpuPercent: 100}
            """;

    private final Path folder;
    private final SecretKey key;
    private final String publisher;

    /** Makes packages in a folder, as of the distribution's publisher. */
    public ExtenderPackages(Path folder, SecretKey key) {
        this(folder, key, FIRST_PARTY);
    }

    private ExtenderPackages(Path folder, SecretKey key, String publisher) {
        this.folder = folder;
        this.key = key;
        this.publisher = publisher;
    }

    /** Makes packages of somebody whom no node knows. */
    public static ExtenderPackages strangers(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path key = folder.resolve("stranger.key");
        Files.deleteIfExists(key); // of a run before: then somebody else was the stranger
        return new ExtenderPackages(folder, SecretKey.make(key), "Stranger");
    }

    /** Returns echo's package under a version. */
    public Path echo(String version) throws IOException {
        return echo(version, ECHO_YAML);
    }

    /** Returns the text of echo's {@code service.yaml}, to be changed. */
    public static String echoYaml() {
        return ECHO_YAML;
    }

    /** Returns echo's package under a version with another {@code service.yaml}. */
    public Path echo(String version, String yaml) throws IOException {
        return packed(yaml, version, jar("org/qgate/extender/echo/", List.of("Echo", "Counts", "Tally")));
    }

    /** Returns the package of who calls. */
    public Path caller() throws IOException {
        return packed(CALLER_YAML, "1.0.0", jar("org/qgate/extender/caller/", List.of("Caller", "Held", "Tally")));
    }

    /** Packs any classes. */
    public Path packed(String yaml, String version, byte[] jar) throws IOException {
        String theirs = yaml.replace("publisher: " + FIRST_PARTY, "publisher: " + publisher);
        Packer.Packed packed = new Packer(key).pack(theirs, version, jar, Map.of());
        Files.createDirectories(folder);
        String name = packed.manifest().id() + "-" + version + ".qsx";
        return Files.write(folder.resolve(name).toAbsolutePath(), packed.file());
    }

    /** Returns a jar of classes of this class path, all of one package. */
    public static byte[] jar(String path, List<String> names) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : names) {
                String file = path + name + ".class";
                try (InputStream in = ExtenderPackages.class.getClassLoader().getResourceAsStream(file)) {
                    zip.putNextEntry(new ZipEntry(file));
                    zip.write(in.readAllBytes());
                }
            }
        }
        return out.toByteArray();
    }
}
