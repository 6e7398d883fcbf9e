package org.qgate.gate.internal.confine;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** Makes jars of classes that this test runs with, wherever they lie. */
public final class Jars {
    private Jars() {}

    /** Writes a jar with everything of the module that a class belongs to. */
    public static void ofModule(Path jar, Class<?> member) throws IOException {
        Path from = module(member);
        if (Files.isDirectory(from)) {
            write(jar, from, name -> true);
        } else {
            Files.copy(from, jar);
        }
    }

    /** Writes a jar with classes of a module of directories, by their file names from its root. */
    public static void ofClasses(Path jar, Class<?> member, Predicate<String> wanted) throws IOException {
        write(jar, module(member), wanted);
    }

    private static Path module(Class<?> member) {
        try {
            return Path.of(
                    member.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void write(Path file, Path root, Predicate<String> wanted) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out);
                Stream<Path> all = Files.walk(root)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(each).toString();
                if (wanted.test(name)) {
                    jar.putNextEntry(new ZipEntry(name));
                    jar.write(Files.readAllBytes(each));
                    jar.closeEntry();
                }
            }
        }
    }
}
