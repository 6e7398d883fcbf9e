package org.qgate.shell.internal.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A place to which the system may move memory, keys included.
 *
 * @param device path of the device or file
 * @param place what is known of it
 */
record Swap(String device, long usedBytes, Place place) {
    private static final int KIB = 1024;
    private static final int DEPTH = 5;

    /** How readable what lies there is. */
    enum Place {
        /** Behind dm-crypt, as far as the system says. */
        ENCRYPTED,
        /** Compressed memory: on no disk. */
        MEMORY,
        /** Nothing says that it is encrypted. */
        PLAIN
    }

    /** Reads the lines of {@code /proc/swaps}; {@code blocks} is {@code /sys/block}. */
    static List<Swap> of(String lines, Path blocks) {
        List<Swap> swaps = new ArrayList<>();
        for (String line : lines.lines().skip(1).toList()) {
            String[] columns = line.strip().split("\\s+");
            if (columns.length >= 4 && columns[3].matches("[0-9]{1,15}")) {
                swaps.add(
                        new Swap(columns[0], Long.parseLong(columns[3]) * KIB, place(columns[0], columns[1], blocks)));
            }
        }
        return List.copyOf(swaps);
    }

    private static Place place(String device, String type, Path blocks) {
        if (!type.equals("partition")) {
            return Place.PLAIN; // a file: whether its disk is encrypted is not asked here
        }
        String name = name(Path.of(device));
        if (name.startsWith("zram")) {
            return Place.MEMORY;
        }
        return isEncrypted(blocks.resolve(name), DEPTH) ? Place.ENCRYPTED : Place.PLAIN;
    }

    private static String name(Path device) {
        try {
            return device.toRealPath().getFileName().toString();
        } catch (IOException notHere) {
            return device.getFileName().toString();
        }
    }

    /** A volume is encrypted when it is one of dm-crypt, or when all that it stands on are. */
    private static boolean isEncrypted(Path block, int depth) {
        Path uuid = block.resolve("dm").resolve("uuid");
        Path slaves = block.resolve("slaves");
        try {
            if (Files.isReadable(uuid) && Files.readString(uuid).startsWith("CRYPT-")) {
                return true;
            }
            if (depth == 0 || !Files.isDirectory(slaves)) {
                return false;
            }
            try (Stream<Path> below = Files.list(slaves)) {
                List<Path> all = below.toList();
                return !all.isEmpty() && all.stream().allMatch(each -> isEncrypted(each, depth - 1));
            }
        } catch (IOException notHere) {
            return false;
        }
    }
}
