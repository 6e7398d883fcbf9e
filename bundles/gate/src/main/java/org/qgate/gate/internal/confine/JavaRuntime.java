package org.qgate.gate.internal.confine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a Java machine needs of this machine's files: its own folder, what links in it lead to, the folders of system libraries.
 *
 * @param home its folder, without links
 */
record JavaRuntime(Path home) {
    /** Folders where the loader of programs and the C library may lie; a link is made again as a link. */
    private static final List<String> LIBRARIES = List.of("/lib", "/lib64", "/usr/lib64", "/usr/lib");

    /** Debian keeps the libraries of one architecture apart; then nothing else of /usr/lib is shown. */
    private static final List<String> MULTIARCH = List.of("/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu");

    /** Returns the one that runs this program. */
    static JavaRuntime own() {
        try {
            return new JavaRuntime(Path.of(System.getProperty("java.home")).toRealPath());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Path program() {
        return home.resolve("bin/java");
    }

    /** Returns the arguments of bubblewrap that show all of it, read-only. */
    List<String> shown() {
        List<String> out = new ArrayList<>();
        for (String folder : libraries()) {
            show(Path.of(folder), out);
        }
        bind(home, out);
        linked().forEach(each -> bind(each, out));
        return out;
    }

    private static List<String> libraries() {
        List<String> apart = MULTIARCH.stream()
                .filter(folder -> Files.isDirectory(Path.of(folder)))
                .toList();
        List<String> out = new ArrayList<>(LIBRARIES);
        if (!apart.isEmpty()) {
            out.remove("/usr/lib");
            out.addAll(apart);
        }
        return out;
    }

    private static void show(Path folder, List<String> out) {
        if (Files.isSymbolicLink(folder)) {
            out.addAll(List.of("--symlink", target(folder).toString(), folder.toString()));
        } else if (Files.isDirectory(folder)) {
            bind(folder, out);
        }
    }

    private static Path target(Path link) {
        try {
            return Files.readSymbolicLink(link);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void bind(Path path, List<String> out) {
        out.addAll(List.of("--ro-bind", path.toString(), path.toString()));
    }

    /** Files elsewhere that links in the Java machine's own folder lead to: distributions keep its configuration in /etc. */
    private Set<Path> linked() {
        Set<Path> out = new TreeSet<>();
        for (String part : List.of("conf", "lib")) {
            try (Stream<Path> files = Files.walk(home.resolve(part))) {
                files.filter(Files::isSymbolicLink)
                        .filter(Files::isReadable)
                        .filter(Files::isRegularFile)
                        .map(JavaRuntime::real)
                        .filter(file -> !file.startsWith(home))
                        .forEach(out::add);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return out;
    }

    private static Path real(Path link) {
        try {
            return link.toRealPath();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
