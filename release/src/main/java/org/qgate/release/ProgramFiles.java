package org.qgate.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.qgate.common.release.DistributionDocument;
import org.qgate.common.release.Sha256;

/** The files of an unpacked distribution that its publisher answers for. */
final class ProgramFiles {
    private ProgramFiles() {}

    static DistributionDocument list(Path distribution, String version) throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        for (String folder : DistributionDocument.FOLDERS) {
            if (Files.isDirectory(distribution.resolve(folder))) {
                add(distribution, distribution.resolve(folder), files);
            }
        }
        files.remove("release/" + DistributionDocument.FILE);
        return new DistributionDocument(version, files);
    }

    private static void add(Path distribution, Path folder, SortedMap<String, String> files) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                files.put(distribution.relativize(file).toString(), Sha256.hex(Files.readAllBytes(file)));
            }
        }
    }
}
