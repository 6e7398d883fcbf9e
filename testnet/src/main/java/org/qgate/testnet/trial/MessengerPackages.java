package org.qgate.testnet.trial;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.qgate.extender.messenger.Messenger;
import org.qgate.release.SecretKey;

/** Packages of the messenger for one network: the classes of this class path under ever later versions. */
public final class MessengerPackages {
    /** Its id. */
    public static final String ID = "org.qgate.extender.messenger";

    /** What it asks for that has to be agreed to by name. */
    public static final String GRANTS = "--grant net.dial --grant net.accept";

    private static final String CLASSES = "org/qgate/extender/messenger/";
    private static final String YAML = """
            id: org.qgate.extender.messenger
            title: Messenger
            licence: Apache-2.0
            publisher: QGate
            entry: org.qgate.extender.messenger.Messenger
            tier: %s
            commands: msg
            provides: [messenger/1, messenger/files/1]
            permissions:
              - {name: net.dial, scope: [messenger/1, messenger/files/1], reason: It brings messages.}
              - {name: net.accept, scope: [messenger/1, messenger/files/1], reason: It takes messages.}
              - {name: store.use, reason: It keeps messages.}
              - {name: crypto.sign, reason: An identity is a key that signs.}
              - {name: random.read, reason: Each message has keys of its own.}
              - {name: time.read, reason: Messages say when they were written.}
              - {name: node.info, reason: Addresses name nodes.}
              - {name: log.write, reason: It says what failed.}
            policies:
              quota:
                threads: 16
                streams: 64
                callsPerSecond: 50000
                bytesPerSecond: 104857600
                randomBytesPerSecond: 1048576
                logLinesPerMinute: 600
                cpuPercent: 100
                storeMiB: 512
            lifecycle: {drainMs: 2000, probationMs: 500}
            """;

    private static final String ARCHIVE_YAML = """
            id: org.qgate.extender.messenger
            title: Archive
            licence: Apache-2.0
            publisher: QGate
            entry: org.qgate.extender.messenger.archive.Archive
            permissions:
              - {name: store.use, reason: It fills it.}
              - {name: time.read, reason: It measures.}
            policies: # as the messenger's own
              quota: {threads: 16, cpuPercent: 50, storeMiB: 512, callsPerSecond: 2000, bytesPerSecond: 16777216}
            """;

    private final ExtenderPackages packages;

    /** Makes packages in a folder. */
    public MessengerPackages(Path folder, SecretKey key) {
        this.packages = new ExtenderPackages(folder, key);
    }

    /** Returns its package under a version, for a tier. */
    public Path messenger(String version, String tier) throws IOException {
        return packages.packed(YAML.formatted(tier), version, classes());
    }

    /** Returns a package of the same id and classes that fills and searches a history; for nodes without the messenger. */
    public Path archive() throws IOException {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        byte[] own = ExtenderPackages.jar(CLASSES + "archive/", List.of("Archive"));
        try (ZipOutputStream zip = new ZipOutputStream(both)) {
            copy(new ByteArrayInputStream(classes()), CLASSES, zip);
            copy(new ByteArrayInputStream(own), CLASSES + "archive/", zip);
        }
        return packages.packed(ARCHIVE_YAML, "1.0.0", both.toByteArray());
    }

    /** Returns a jar of all of its classes, wherever this class path has them. */
    static byte[] classes() throws IOException {
        Path source = source();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            if (Files.isDirectory(source)) {
                fromFolder(source, zip);
            } else {
                copy(Files.newInputStream(source), CLASSES, zip);
            }
        }
        return out.toByteArray();
    }

    private static Path source() throws IOException {
        try {
            return Path.of(Messenger.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException none) {
            throw new IOException(none);
        }
    }

    private static void fromFolder(Path source, ZipOutputStream zip) throws IOException {
        try (var files = Files.walk(source.resolve(CLASSES))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                zip.putNextEntry(new ZipEntry(source.relativize(file).toString()));
                Files.copy(file, zip);
            }
        }
    }

    private static void copy(InputStream from, String path, ZipOutputStream zip) throws IOException {
        try (ZipInputStream jar = new ZipInputStream(from)) {
            for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
                if (!entry.isDirectory() && entry.getName().startsWith(path)) {
                    zip.putNextEntry(new ZipEntry(entry.getName()));
                    jar.transferTo(zip);
                }
            }
        }
    }
}
