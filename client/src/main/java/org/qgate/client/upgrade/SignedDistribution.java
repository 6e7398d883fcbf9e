package org.qgate.client.upgrade;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.qgate.client.Refused;
import org.qgate.client.archive.Digest;
import org.qgate.client.archive.FolderTree;
import org.qgate.common.release.DistributionDocument;
import org.qgate.common.release.PublicReleaseKey;
import org.qgate.common.release.RefusedException;

/**
 * A distribution whose every file is as its publisher signed it. Refusals have the codes and exit codes of
 * {@code node:update}.
 *
 * @param home where it lies
 */
public record SignedDistribution(Path home, String version, String keyId) {
    private static final String RELEASE = "release";
    private static final String ALTERED = "QG-UPD-0003 ";

    /**
     * Checks an unpacked distribution.
     *
     * @param trusted the distribution in use: its pinned key counts, not the one that comes along
     */
    public static SignedDistribution verified(Path home, Path trusted) throws IOException {
        PublicReleaseKey key = key(trusted);
        Path list = home.resolve(RELEASE).resolve(DistributionDocument.FILE);
        if (!Files.isRegularFile(list)) {
            throw refused("QG-UPD-0001 " + home + " has no signed list of its files (" + list + ")");
        }
        DistributionDocument document = document(list, key);
        SortedMap<String, String> found = found(home);
        for (Map.Entry<String, String> each : document.files().entrySet()) {
            if (!each.getValue().equals(found.remove(each.getKey()))) {
                throw refused(ALTERED + home.resolve(each.getKey()) + " is missing or not what was signed");
            }
        }
        if (!found.isEmpty()) {
            throw refused(ALTERED + home.resolve(found.firstKey()) + " is not in the signed list");
        }
        Path script = home.resolve("bin/qgate");
        if (!Files.isExecutable(script)) {
            throw refused(script + " cannot be run: chmod +x, or unpack the archive with tar");
        }
        return new SignedDistribution(home, document.version(), key.id());
    }

    private static PublicReleaseKey key(Path home) throws IOException {
        Path file = home.resolve(RELEASE).resolve(PublicReleaseKey.FILE);
        try {
            return PublicReleaseKey.decode(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            throw refused(file + ": " + malformed.getMessage());
        }
    }

    private static DistributionDocument document(Path list, PublicReleaseKey key) throws IOException {
        byte[] envelope = Files.readAllBytes(list);
        try {
            return DistributionDocument.decode(key.verified(
                    envelope, DistributionDocument.PAYLOAD_TYPE, list.toString(), new ReleaseSignatures()));
        } catch (RefusedException not) {
            String code =
                    switch (not.reason()) {
                        case UNSIGNED -> "QG-UPD-0001 ";
                        case WRONG_KEY -> "QG-UPD-0002 ";
                        case ALTERED -> ALTERED;
                    };
            throw refused(code + not.getMessage());
        } catch (IllegalArgumentException malformed) {
            throw refused(ALTERED + list + ": " + malformed.getMessage());
        }
    }

    private static Refused refused(String message) {
        return new Refused(Refused.WILL_NOT_HELP, message);
    }

    /** All files of the program's folders but the list itself. */
    private static SortedMap<String, String> found(Path home) throws IOException {
        SortedMap<String, String> found = new TreeMap<>();
        for (String folder : DistributionDocument.FOLDERS) {
            for (Map.Entry<String, Path> each :
                    FolderTree.files(home.resolve(folder)).entrySet()) {
                found.put(folder + "/" + each.getKey(), Digest.of(each.getValue()));
            }
        }
        found.remove(RELEASE + "/" + DistributionDocument.FILE);
        return found;
    }
}
