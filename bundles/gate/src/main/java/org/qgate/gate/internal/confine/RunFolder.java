package org.qgate.gate.internal.confine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder in which the node meets its processes, mode 0700: a socket and a jar for each of them, and the filter. Belongs to
 * one node; what an earlier run left there goes when it is opened.
 */
final class RunFolder {
    /** {@code sun_path} of {@code sys/un.h} has 108 bytes with its end; a child's folder and socket need 16. */
    private static final int LONGEST = 90;

    private static final String MODE = "rwx------";

    private final Path path;

    private RunFolder(Path path) {
        this.path = path;
    }

    /**
     * Opens it, empty.
     *
     * @param temporary folder for temporary files; another one when its name is too long for a socket
     * @param node the node's folder, which tells its run folder from others'
     * @throws IOException when it belongs to somebody else, or cannot be made
     */
    static RunFolder open(Path temporary, Path node) throws IOException {
        String name = "qgate-" + digest(node.toAbsolutePath().normalize().toString());
        Path wanted = temporary.toAbsolutePath().resolve(name);
        Path path =
                wanted.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST ? wanted : Path.of("/tmp", name);
        RunFolder folder = new RunFolder(path);
        folder.make();
        return folder;
    }

    private static String digest(String text) {
        long hash = 0xcbf29ce484222325L; // FNV-1a, 64 bits: tells folders apart, protects nothing
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (each & 0xff)) * 0x100000001b3L;
        }
        return HexFormat.of().toHexDigits(hash);
    }

    private void make() throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            requireOwn();
            empty(path);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(MODE));
            return;
        }
        Files.createDirectories(path.getParent());
        Files.createDirectory(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(MODE)));
    }

    /** In a folder that all may write to somebody else can have been quicker. */
    private void requireOwn() throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                || !Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(Path.of("/proc/self")))) {
            throw new IOException(path + " belongs to somebody else");
        }
    }

    Path path() {
        return path;
    }

    /** Makes a folder for one process. */
    Path child(long number) throws IOException {
        return Files.createDirectory(
                path.resolve(Long.toString(number)),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(MODE)));
    }

    /** Removes a folder of one process, or what is left of it. */
    static void remove(Path folder) throws IOException {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            empty(folder);
            Files.deleteIfExists(folder);
        }
    }

    private static void empty(Path folder) throws IOException {
        List<Path> below;
        try (Stream<Path> files = Files.walk(folder)) { // follows no link
            below = files.filter(each -> !each.equals(folder))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
        for (Path each : below) {
            Files.deleteIfExists(each);
        }
    }

    /** Removes it with everything in it. */
    void close() throws IOException {
        remove(path);
    }
}
