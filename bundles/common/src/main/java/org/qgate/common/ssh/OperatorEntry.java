package org.qgate.common.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.qgate.common.file.DurableFile;

/** The operator's line in Karaf's file of public keys. Everything else in the file stays as it is. */
public final class OperatorEntry {
    private static final String USER = "admin";
    private static final String GROUP = "_g_\\:admingroup";
    private static final String ROLES = "group,admin,manager,viewer,systembundles,ssh";

    private final Path file;

    /** Works on that file, which need not exist. */
    public OperatorEntry(Path file) {
        this.file = file;
    }

    /**
     * Makes the operator known.
     *
     * @param replace whether a key that the file already names for the operator gives way; otherwise it is the choice
     *     of whoever edited the file and stays
     */
    public void register(String publicBlob, boolean replace) throws IOException {
        List<String> before = Files.exists(file) ? Files.readAllLines(file, StandardCharsets.ISO_8859_1) : List.of();
        List<String> after = new ArrayList<>(before);
        put(after, USER, publicBlob + ",_g_:admingroup", replace);
        put(after, GROUP, ROLES, false);
        if (!after.equals(before)) {
            DurableFile.write(file, (String.join("\n", after) + "\n").getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static void put(List<String> lines, String key, String value, boolean replace) {
        String line = key + " = " + value;
        for (int i = 0; i < lines.size(); i++) {
            if (key.equals(keyOf(lines.get(i)))) {
                lines.set(i, replace ? line : lines.get(i));
                return;
            }
        }
        lines.add(line);
    }

    private static String keyOf(String line) {
        int end = line.indexOf('=');
        return end < 0 ? "" : line.substring(0, end).strip();
    }
}
