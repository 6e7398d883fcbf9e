package org.qgate.testnet.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.qgate.sim.TestBody;

/** Whole folders: compared and copied. */
final class Digests {
    private Digests() {}

    /** Returns every file's digest but of those whose first name is excepted. */
    static Map<Path, String> of(Path folder, List<String> excepted) throws IOException {
        Map<Path, String> digests = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                Path name = folder.relativize(file);
                if (!excepted.contains(name.getName(0).toString())) {
                    byte[] digest = TestBody.newSha256().digest(Files.readAllBytes(file));
                    digests.put(name, HexFormat.of().formatHex(digest));
                }
            }
        }
        return digests;
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                Files.copy(each, to.resolve(from.relativize(each).toString()));
            }
        }
    }
}
