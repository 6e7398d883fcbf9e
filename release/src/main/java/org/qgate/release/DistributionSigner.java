package org.qgate.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.qgate.common.release.DistributionDocument;
import org.qgate.common.release.PublicReleaseKey;
import org.qgate.common.release.ReleaseDocument;
import org.qgate.common.release.Sha256;

/** Signs what a publisher answers for: the list of the swappable bundles, and the list of all files of the program. */
public final class DistributionSigner {
    private DistributionSigner() {}

    /** Signs an unpacked distribution as it is and pins the key in it. */
    public static void sign(Path distribution, SecretKey key) throws IOException {
        Path release = distribution.resolve("release");
        byte[] list = Files.readAllBytes(release.resolve(ReleaseDocument.FILE));
        write(
                release.resolve(ReleaseDocument.SIGNATURE),
                key.sign(ReleaseDocument.PAYLOAD_TYPE, list).encode());
        write(release.resolve(PublicReleaseKey.FILE), key.publicKey().encode().getBytes(StandardCharsets.UTF_8));
        byte[] files =
                files(distribution, ReleaseDocument.decode(list).version()).encode();
        write(
                release.resolve(DistributionDocument.FILE),
                key.sign(DistributionDocument.PAYLOAD_TYPE, files).encode());
    }

    private static DistributionDocument files(Path distribution, String version) throws IOException {
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

    /** Written aside and renamed: nobody reads half a file. */
    static void write(Path file, byte[] content) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        Files.write(aside, content);
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
