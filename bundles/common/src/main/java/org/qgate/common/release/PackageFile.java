package org.qgate.common.release;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.qgate.common.release.RefusedException.Reason;

/**
 * A package ({@code .qsx}): a ZIP with {@code service.json}, its signature {@code service.dsse} and exactly one bundle.
 * Nothing unlisted is in it, and nothing is believed before the signature was verified.
 */
public record PackageFile(byte[] manifest, byte[] signature, String jarName, byte[] jar) {
    private static final String MANIFEST = "service.json";
    private static final String SIGNATURE = "service.dsse";
    private static final long LARGEST_JAR = 16L << 20;
    private static final long LARGEST_TEXT = 1L << 20;
    /** 1980-01-01 in the zip's own reckoning: the same package at any time of day. */
    private static final long NO_TIME = 315_532_800_000L;

    /**
     * Takes a package apart; believes nothing.
     *
     * @throws RefusedException when it is none, or has no signature
     */
    public static PackageFile decode(byte[] file) {
        Map<String, byte[]> entries = entries(file);
        byte[] manifest = entries.remove(MANIFEST);
        byte[] signature = entries.remove(SIGNATURE);
        if (signature == null) {
            throw new RefusedException(Reason.UNSIGNED, "the package has no " + SIGNATURE);
        }
        if (manifest == null || entries.size() != 1) {
            throw RefusedException.altered("a package has service.json, service.dsse and one bundle, nothing else");
        }
        Map.Entry<String, byte[]> bundle = entries.entrySet().iterator().next();
        return new PackageFile(manifest, signature, bundle.getKey(), bundle.getValue());
    }

    private static Map<String, byte[]> entries(byte[] file) {
        Map<String, byte[]> entries = new HashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                String name = entry.getName();
                boolean plain = name.matches("[A-Za-z0-9][A-Za-z0-9._-]*");
                long most = name.endsWith(".jar") ? LARGEST_JAR : LARGEST_TEXT;
                byte[] content = plain ? in.readNBytes((int) most + 1) : new byte[0];
                if (!plain || content.length > most || entries.size() == 3 || entries.put(name, content) != null) {
                    throw RefusedException.altered(
                            "the package has an entry too many, twice, too large or oddly named");
                }
            }
        } catch (IOException | IllegalArgumentException malformed) {
            throw new RefusedException(Reason.ALTERED, "not a package: " + malformed.getMessage(), malformed);
        }
        return entries;
    }

    /** Returns the file. */
    public byte[] encode() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            add(zip, MANIFEST, manifest);
            add(zip, SIGNATURE, signature);
            add(zip, jarName, jar);
        }
        return out.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /**
     * Returns the manifest once everything in this package is what the key's owner signed.
     *
     * @throws RefusedException when it is not
     */
    public PackageDocument verified(PublicReleaseKey key, PublicReleaseKey.Verifier verifier) {
        byte[] payload = key.verified(signature, PackageDocument.PAYLOAD_TYPE, "the package", verifier);
        if (!Arrays.equals(payload, manifest)) {
            throw RefusedException.altered("service.json is not what was signed");
        }
        try {
            PackageDocument document = PackageDocument.decode(manifest);
            ReleaseEntry entry = document.entry();
            if (!jarName.equals(entry.file())
                    || jar.length != document.size()
                    || !Sha256.hex(jar).equals(entry.sha256())) {
                throw RefusedException.altered(jarName + " is not the artifact that the manifest names");
            }
            if (!BundleHeaders.of(jar).equals(new BundleHeaders(entry.bsn(), entry.version()))) {
                throw RefusedException.altered("the jar is not the bundle " + entry.bsn() + " " + entry.version());
            }
            return document;
        } catch (IllegalArgumentException malformed) {
            throw new RefusedException(Reason.ALTERED, "service.json: " + malformed.getMessage(), malformed);
        }
    }
}
