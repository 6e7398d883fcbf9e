package org.qgate.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.qgate.common.release.ReleaseDocument;
import org.qgate.common.release.ReleaseEntry;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The program behind {@code ./qgate release} and the build's signing. */
@Command(
        name = "./qgate release",
        description = "Release keys, signed release lists and packages of swappable bundles.")
public final class Main {
    private static final int USAGE = 64;

    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new Main());
        line.setParameterExceptionHandler((failure, ignored) -> {
            System.err.println("qgate: " + failure.getMessage());
            failure.getCommandLine().usage(System.err, Ansi.OFF);
            return USAGE;
        });
        line.setExecutionExceptionHandler((failure, command, result) -> {
            System.err.println("qgate: " + (failure.getMessage() == null ? failure : failure.getMessage()));
            return 2;
        });
        System.exit(line.execute(arguments));
    }

    @Command(name = "key", description = "Makes a release key; never replaces one.")
    int key(@Parameters(paramLabel = "FILE", description = "Where the secret key goes, mode 0600.") Path file)
            throws IOException {
        System.out.println("release key " + SecretKey.make(file).id() + " in " + file);
        return 0;
    }

    @Command(name = "list", description = "Writes a distribution's release list from its bundles.")
    int list(
            @Parameters(index = "0", paramLabel = "DISTRIBUTION", description = "An unpacked distribution.")
                    Path distribution,
            @Parameters(index = "1", paramLabel = "VERSION", description = "The distribution's.") String version,
            @Parameters(
                            index = "2..*",
                            paramLabel = "JAR…",
                            arity = "1..*",
                            description = "Jars of its release folder, in the order in which they start.")
                    List<String> jars)
            throws IOException {
        Path release = distribution.resolve("release");
        List<ReleaseEntry> entries = new ArrayList<>();
        for (String jar : jars) {
            ReleaseEntry entry =
                    BundleJar.of(Files.readAllBytes(release.resolve(jar))).entry();
            if (!entry.file().equals(jar)) {
                throw new IOException(jar + " holds " + entry.bsn() + " " + entry.version());
            }
            entries.add(entry);
        }
        DistributionSigner.write(release.resolve(ReleaseDocument.FILE), new ReleaseDocument(version, entries).encode());
        return 0;
    }

    @Command(
            name = "sign",
            description = "Signs a distribution's release list and all its files, and pins the key in it.")
    int sign(
            @Parameters(paramLabel = "DISTRIBUTION", description = "An unpacked distribution.") Path distribution,
            @Option(
                            names = "--release-key",
                            paramLabel = "FILE",
                            description = "A release key; by default the developer key of this user, made at first.")
                    String file)
            throws IOException {
        SecretKey key = file == null || file.isBlank() ? developer() : SecretKey.read(Path.of(file));
        DistributionSigner.sign(distribution, key);
        System.out.println("signed by release key " + key.id());
        return 0;
    }

    private static SecretKey developer() throws IOException {
        Path file = SecretKey.developerFile();
        if (Files.exists(file)) {
            return SecretKey.read(file);
        }
        SecretKey made = SecretKey.make(file);
        System.out.println("made a developer key in " + file + ": what is built here trusts packages that it signs");
        return made;
    }

    @Command(name = "package", description = "Packs swappable bundles for node:update.")
    int pack(
            @Parameters(paramLabel = "JAR…", arity = "1..*", description = "Bundles, or a folder of a release.")
                    List<Path> jars,
            @Option(names = "--release-key", paramLabel = "FILE", description = "As for sign.") String file,
            @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where packages go.") Path out)
            throws IOException {
        SecretKey key = file == null || file.isBlank() ? developer() : SecretKey.read(Path.of(file));
        Files.createDirectories(out);
        for (Path jar : jars) {
            for (Path each : expand(jar)) {
                BundleJar bundle = BundleJar.of(Files.readAllBytes(each));
                Path target = out.resolve(bundle.bsn() + "-" + bundle.version() + ".qsx");
                DistributionSigner.write(target, bundle.pack(key));
                System.out.println(target + "  " + bundle.entry().sha256());
            }
        }
        return 0;
    }

    private static List<Path> expand(Path named) throws IOException {
        if (!Files.isDirectory(named)) {
            return List.of(named);
        }
        try (Stream<Path> files = Files.list(named)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }
}
