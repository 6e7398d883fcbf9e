package org.qgate.shell.internal.doctor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is seen of the machine and the process, as values, so that checks can be tested without either. Numbers are -1
 * where they could not be found out.
 *
 * @param jvmArguments as given at start
 * @param openFileLimit soft limit of this process
 * @param entropyPoolBits size of the generator's pool: 256 from Linux 5.18 on, where {@code entropyBits} reaches it
 *     once the generator is seeded and stays there
 * @param coreBytesLimit soft limit of core dumps, {@link Long#MAX_VALUE} for unlimited
 * @param coreHandler the program that the kernel hands core dumps to, after {@code |}; empty for none
 * @param swaps null where they could not be found out
 * @param stateFreeBytes free space below the state folder
 * @param stateModes permissions of the state folder and its files, by path: {@code rwx------}
 * @param logBytes size of the log folder
 */
public record Machine(
        String javaVersion,
        List<String> jvmArguments,
        long maxHeapBytes,
        String user,
        long openFileLimit,
        long openFiles,
        long coreBytesLimit,
        long entropyBits,
        long entropyPoolBits,
        String coreHandler,
        List<Swap> swaps,
        boolean aesInstructions,
        long stateFreeBytes,
        Map<String, String> stateModes,
        long logBytes) {
    private static final int MAX_FILES = 10_000;
    private static final int MAX_TEXT = 1 << 16;

    /** Looks at this process. */
    public static Machine look(Path state, Path logs) {
        return new Machine(
                System.getProperty("java.version", ""),
                ManagementFactory.getRuntimeMXBean().getInputArguments(),
                Runtime.getRuntime().maxMemory(),
                System.getProperty("user.name", ""),
                limit("Max open files"),
                count(Path.of("/proc/self/fd")),
                limit("Max core file size"),
                number(Path.of("/proc/sys/kernel/random/entropy_avail")),
                number(Path.of("/proc/sys/kernel/random/poolsize")),
                text(Path.of("/proc/sys/kernel/core_pattern"))
                        .map(String::strip)
                        .filter(pattern -> pattern.startsWith("|"))
                        .orElse(""),
                text(Path.of("/proc/swaps"))
                        .map(lines -> Swap.of(lines, Path.of("/sys/block")))
                        .orElse(null),
                text(Path.of("/proc/cpuinfo"))
                        .map(info -> info.matches("(?s).*\\baes\\b.*"))
                        .orElse(false),
                free(state),
                modes(state),
                size(logs));
    }

    /**
     * Reads a file of the kernel. Such files have no size, and some answer only a read from their beginning, so each
     * read asks for all there may be.
     */
    private static Optional<String> text(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            byte[] buffer = new byte[MAX_TEXT];
            for (int read = in.read(buffer); read > 0 && text.size() < MAX_TEXT; read = in.read(buffer)) {
                text.write(buffer, 0, read);
            }
            return Optional.of(text.toString(StandardCharsets.UTF_8));
        } catch (IOException | SecurityException notHere) {
            return Optional.empty(); // another operating system: the check says that it was skipped
        }
    }

    private static long number(Path file) {
        return text(file)
                .map(String::strip)
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::parseLong)
                .orElse(-1L);
    }

    /** Reads a soft limit of /proc/self/limits: columns are separated by two spaces or more. */
    private static long limit(String name) {
        return text(Path.of("/proc/self/limits")).stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip().split("\\s+")[0])
                .map(soft -> soft.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(soft))
                .findFirst()
                .orElse(-1L);
    }

    private static long count(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        } catch (IOException notHere) {
            return -1;
        }
    }

    private static long free(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException notHere) {
            return -1;
        }
    }

    private static Map<String, String> modes(Path folder) {
        Map<String, String> modes = new HashMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.limit(MAX_FILES)::iterator) {
                modes.put(file.toString(), mode(file));
            }
        } catch (IOException | UnsupportedOperationException notHere) {
            return Map.of();
        }
        return Map.copyOf(modes);
    }

    private static String mode(Path file) throws IOException {
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        return (Files.isDirectory(file) ? "d" : "-") + mode;
    }

    private static long size(Path folder) {
        if (folder == null || !Files.isDirectory(folder)) {
            return -1;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.limit(MAX_FILES)
                    .filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException notHere) {
            return -1;
        }
    }
}
