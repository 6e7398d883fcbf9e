package org.qgate.gate.internal.confine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes the arguments of bubblewrap: an empty file system of its own with nothing in it but what is named, namespaces of its
 * own for processes, network, users, messages, names and control groups, no capability, no terminal, no environment, and an
 * end with whoever began it.
 *
 * @param program where it is
 * @param hidden folders that stay out of sight even when they lie in one that is shown
 */
record Bubblewrap(Path program, List<Path> hidden) {
    /** What the kernel calls nobody, {@code overflowuid}. */
    private static final String NOBODY = "65534";
    /** Descriptors that the warden opens. */
    private static final String FILTER_FD = "3";

    private static final String INFO_FD = "4";

    /** Neither terminals nor shared memory. */
    private static final List<String> DEVICES = List.of("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom");

    private static final List<String> APART = List.of(
            "--unshare-all",
            "--unshare-user",
            "--uid",
            NOBODY,
            "--gid",
            NOBODY,
            "--hostname",
            "extender",
            "--die-with-parent",
            "--new-session",
            "--as-pid-1",
            "--cap-drop",
            "ALL",
            "--clearenv",
            "--setenv",
            "LANG",
            "C.UTF-8",
            "--setenv",
            "MALLOC_ARENA_MAX", // each arena of the C library reserves 64 MiB of addresses
            "2");

    /** Finds it on the path, or where systems keep it. */
    static Optional<Path> find(String path) {
        return Stream.concat(Stream.of(path.split(":")), Stream.of("/usr/bin", "/usr/local/bin"))
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder, "bwrap"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Returns a whole command line.
     *
     * @param files what to show read-only, by the path that the process sees
     * @param socket to show, and where
     */
    List<String> command(JavaRuntime java, Map<String, Path> files, Map<String, Path> socket, List<String> command) {
        List<String> out = new ArrayList<>();
        out.add(program.toString());
        out.addAll(APART);
        out.addAll(java.shown());
        hide(out);
        out.addAll(List.of(
                "--proc", "/proc", "--remount-ro", "/proc")); // what root may write in /proc/sys is the machine's
        DEVICES.forEach(each -> out.addAll(List.of("--dev-bind", each, each)));
        out.addAll(List.of("--perms", "0700", "--size", Long.toString(Limits.TMP_BYTES), "--tmpfs", "/tmp"));
        files.forEach((seen, file) -> out.addAll(List.of("--ro-bind", file.toString(), seen)));
        socket.forEach((seen, file) -> out.addAll(List.of("--bind", file.toString(), seen)));
        out.addAll(List.of("--remount-ro", "/", "--chdir", "/tmp"));
        out.addAll(List.of("--seccomp", FILTER_FD, "--info-fd", INFO_FD, "--"));
        out.addAll(command);
        return out;
    }

    /** Covers what must not be seen where a folder above it is shown. */
    private void hide(List<String> out) {
        List<Path> shown = new ArrayList<>();
        for (int i = 0; i < out.size(); i++) {
            if (out.get(i).equals("--ro-bind")) {
                shown.add(Path.of(out.get(i + 1)));
            }
        }
        for (Path each : hidden) {
            if (Files.isDirectory(each) && shown.stream().anyMatch(each::startsWith)) {
                out.addAll(List.of("--tmpfs", each.toString(), "--remount-ro", each.toString()));
            }
        }
    }
}
