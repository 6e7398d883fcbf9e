package org.qgate.qrng.internal.assess;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One of NIST's data sets, and what NIST's program printed of it.
 *
 * @param lines each value that was printed, by the words before it
 */
record Published(String name, byte[] samples, int bitsPerSample, Map<String, Double> lines) {
    private static final Map<String, Integer> WIDTHS = Map.of("truerand_4bit", 4, "truerand_8bit", 8, "normal", 8);

    /** Reads one; where the folder is missing the test is skipped, and says so. */
    static Published read(String name) throws IOException {
        Path folder = Path.of(System.getProperty("qgate.vectors"), "sp800-90b");
        if (!Files.exists(folder)) {
            System.out.println("SKIPPED: no public vectors at " + folder + " (set -Dqgate.vectors)");
        }
        assumeTrue(Files.exists(folder), "no public vectors at " + folder);
        List<String> printed = Files.readAllLines(folder.resolve(name + ".res"));
        Map<String, Double> lines = new HashMap<>();
        for (String line : printed) {
            String[] words = line.split(" = |: ");
            if (words.length > 1 && words[words.length - 1].matches("[0-9.e+-]+")) {
                String value = words[words.length - 1];
                String before = line.substring(0, line.length() - value.length());
                lines.put(before.replaceAll("( =|:) $", ""), Double.valueOf(value));
            }
        }
        byte[] samples = Files.readAllBytes(folder.resolve(name + ".bin"));
        return new Published(name, samples, WIDTHS.getOrDefault(name, 1), lines);
    }
}
