package org.qgate.testnet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Sets values in a configuration file and leaves everything else of it, comments included, as it was. */
final class ConfigFile {
    private ConfigFile() {}

    static void set(Path file, Map<String, String> values) throws IOException {
        List<String> lines = new ArrayList<>();
        if (Files.exists(file)) {
            lines.addAll(Files.readAllLines(file, StandardCharsets.UTF_8));
        }
        lines.removeIf(line -> values.containsKey(keyOf(line)));
        values.forEach((key, value) -> lines.add(key + " = " + value));
        Files.write(file, lines, StandardCharsets.UTF_8);
    }

    private static String keyOf(String line) {
        String text = line.strip();
        int equals = text.indexOf('=');
        return text.startsWith("#") || equals < 0
                ? ""
                : text.substring(0, equals).strip();
    }
}
