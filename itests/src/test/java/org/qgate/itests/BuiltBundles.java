package org.qgate.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The bundles of this build, taken out of the distribution. */
final class BuiltBundles {
    private static final Path ROOT = Path.of(System.getProperty("qgate.root")).normalize();
    private static final Path DISTRIBUTION = ROOT.resolve("assembly/target/assembly");

    private BuiltBundles() {}

    /** The folder of all sources. */
    static Path root() {
        return ROOT;
    }

    /** The unpacked distribution. */
    static Path distribution() {
        return DISTRIBUTION;
    }

    /** Bundles that change only by restart. */
    static List<Path> bedrock() {
        return jars(DISTRIBUTION.resolve("system/org/qgate"));
    }

    /** Bundles that the release list names. */
    static List<Path> swappable() {
        return jars(DISTRIBUTION.resolve("release"));
    }

    /** Jars of the extenders of this build, from which their packages are made. */
    static List<Path> extenders() {
        return jars(ROOT.resolve("bundles/extenders"));
    }

    static List<Path> all() {
        return Stream.concat(bedrock().stream(), swappable().stream()).toList();
    }

    private static List<Path> jars(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException missing) {
            throw new UncheckedIOException("build the distribution first", missing);
        }
    }

    /** Returns a manifest header, or the empty string. */
    static String header(Path jar, String name) {
        try (JarFile file = new JarFile(jar.toFile())) {
            Attributes main = file.getManifest().getMainAttributes();
            return main.getValue(name) == null ? "" : main.getValue(name);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static String symbolicName(Path jar) {
        return header(jar, "Bundle-SymbolicName").split(";")[0];
    }
}
