package org.qgate.base.internal.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.UpdateError;
import org.qgate.common.json.Json;

/**
 * The swappable bundles of a distribution: {@code release/release.json} and the jars beside it.
 *
 * @param folder where the list and the jars are
 * @param version the distribution's version
 */
record ReleaseList(Path folder, String version, List<CoreEntry> bundles) {
    private static final String FILE = "release.json";
    private static final String SCHEMA = "qgate.release/1";
    static final String SIGNATURE = "release.dsse";
    static final String PAYLOAD_TYPE = "application/vnd.qgate.release+json";
    private static final long LARGEST_LIST = 1 << 20;

    /**
     * Reads and verifies a list.
     *
     * @throws QGateException QG-BAS-0009 when it is malformed; QG-UPD-0001, QG-UPD-0002 or QG-UPD-0003 when it is not
     *     signed by the pinned key
     */
    static ReleaseList read(Path folder, ReleaseKey key) {
        Path file = folder.resolve(FILE);
        try {
            if (Files.size(file) > LARGEST_LIST) {
                throw new QGateException(BaseError.RELEASE, file + " is larger than " + LARGEST_LIST + " bytes");
            }
            byte[] list = Files.readAllBytes(file);
            byte[] signed = key.verified(Files.readAllBytes(folder.resolve(SIGNATURE)), PAYLOAD_TYPE, file.toString());
            if (!Arrays.equals(list, signed)) {
                throw new QGateException(UpdateError.ALTERED, file + " is not what was signed");
            }
            return parse(folder, new String(list, StandardCharsets.UTF_8));
        } catch (NoSuchFileException absent) {
            throw new QGateException(UpdateError.UNSIGNED, absent.getFile() + " is missing", absent);
        } catch (IOException | IllegalArgumentException malformed) {
            throw new QGateException(BaseError.RELEASE, file + ": " + malformed, malformed);
        }
    }

    static ReleaseList parse(Path folder, String json) {
        if (!(Json.read(json) instanceof Map<?, ?> map)
                || !SCHEMA.equals(map.get("schema"))
                || !(map.get("version") instanceof String version)
                || !(map.get("bundles") instanceof List<?> bundles)) {
            throw new IllegalArgumentException("not a " + SCHEMA + " document");
        }
        List<CoreEntry> entries = bundles.stream().map(CoreEntry::of).toList();
        if (entries.stream().map(CoreEntry::bsn).distinct().count() != entries.size()) {
            throw new IllegalArgumentException("a bundle is listed twice");
        }
        return new ReleaseList(folder, version, entries);
    }

    /**
     * Reads a jar whole and compares its digest: what is verified is what gets installed.
     *
     * @throws QGateException QG-BAS-0009 when it is missing or altered
     */
    byte[] verified(CoreEntry entry) {
        Path file = folder.resolve(entry.file());
        try {
            byte[] jar = Files.readAllBytes(file);
            String found = sha256(jar);
            if (!found.equals(entry.sha256())) {
                throw new QGateException(
                        BaseError.RELEASE, file + " has SHA-256 " + found + ", the list says " + entry.sha256());
            }
            return jar;
        } catch (IOException missing) {
            throw new QGateException(BaseError.RELEASE, file + ": " + missing, missing);
        }
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java runtime has SHA-256
        }
    }
}
