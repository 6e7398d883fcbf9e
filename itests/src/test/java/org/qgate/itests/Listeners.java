package org.qgate.itests;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a process listens on, as the kernel of the machine says ({@code /proc/PID/net/tcp}, {@code tcp6}). */
final class Listeners {
    private static final String LISTEN = "0A";

    private Listeners() {}

    /** Returns {@code [address]:port} of every TCP socket that the process itself listens with. */
    static List<String> of(long pid) throws IOException {
        Set<String> own = sockets(pid);
        List<String> found = new ArrayList<>();
        for (String table : List.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/net/" + table))) {
                String[] columns = line.strip().split(" +");
                if (columns.length > 9 && columns[3].equals(LISTEN) && own.contains(columns[9])) {
                    found.add(address(columns[1]));
                }
            }
        }
        return found;
    }

    /** Returns those that other machines could reach. */
    static List<String> notLoopback(List<String> listeners) {
        return listeners.stream()
                .filter(text -> !text.startsWith("[127.") && !text.startsWith("[0:0:0:0:0:0:0:1]"))
                .toList();
    }

    private static Set<String> sockets(long pid) throws IOException {
        Set<String> inodes = new HashSet<>();
        List<Path> descriptors;
        try (Stream<Path> all = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            descriptors = all.toList();
        }
        for (Path descriptor : descriptors) {
            if (Files.isSymbolicLink(descriptor)) {
                String target = Files.readSymbolicLink(descriptor).toString();
                if (target.startsWith("socket:[")) {
                    inodes.add(target.substring("socket:[".length(), target.length() - 1));
                }
            }
        }
        return inodes;
    }

    /** The kernel prints 32-bit words in the machine's order: little-endian on all we run on. */
    private static String address(String hex) throws IOException {
        String[] parts = hex.split(":");
        byte[] words = HexFormat.of().parseHex(parts[0]);
        byte[] bytes = new byte[words.length];
        for (int i = 0; i < words.length; i++) {
            bytes[i] = words[i / 4 * 4 + 3 - i % 4];
        }
        // A v4 address in a v6 socket comes back as a v4 address.
        return "[" + InetAddress.getByAddress(bytes).getHostAddress() + "]:" + Integer.parseInt(parts[1], 16);
    }
}
