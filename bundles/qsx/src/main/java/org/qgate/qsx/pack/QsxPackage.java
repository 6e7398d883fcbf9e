package org.qgate.qsx.pack;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.qgate.api.error.PackageError;
import org.qgate.common.release.Sha256;
import org.qgate.qsx.manifest.ManifestReader;
import org.qgate.qsx.manifest.ServiceManifest;
import org.qgate.qsx.manifest.ServiceManifest.Artifact;
import org.qgate.qsx.refuse.RefusedPackageException;
import org.qgate.qsx.sign.PublisherKey;

/**
 * A package ({@code .qsx}) taken apart: everything in it is listed by its manifest with size and digest. Nobody has verified
 * the signature yet.
 *
 * @param manifestBytes the exact bytes of {@code service.json}
 * @param envelope {@code service.dsse}
 * @param key the publisher's public key that the package brings: the one that the manifest names, whoever trusts it
 * @param bundle the bundle's jar
 * @param others the other listed files by name
 * @param sha256 of the whole file, 64 lower-case hexadecimal digits
 */
public record QsxPackage(
        ServiceManifest manifest,
        byte[] manifestBytes,
        byte[] envelope,
        Optional<PublisherKey> key,
        byte[] bundle,
        Map<String, byte[]> others,
        String sha256) {
    /** No package is larger. */
    public static final int LARGEST = 32 << 20;

    /** Name of the manifest's entry. */
    public static final String MANIFEST = "service.json";

    /** Name of the signature's entry. */
    public static final String SIGNATURE = "service.dsse";

    /** Name of the entry with the publisher's public key, which may be missing. */
    public static final String KEY = "publisher.key.json";

    /**
     * Takes a package apart.
     *
     * @throws RefusedPackageException when it is none
     */
    public static QsxPackage read(byte[] file) {
        if (file.length > LARGEST) {
            throw new RefusedPackageException(PackageError.TOO_LARGE, "package", file.length + " bytes");
        }
        Map<String, byte[]> entries = new LinkedHashMap<>(
                ArchiveReader.read("package", file, Archive.Bounds.PACKAGE).entries());
        byte[] manifestBytes = entries.remove(MANIFEST);
        if (manifestBytes == null) {
            throw new RefusedPackageException(PackageError.MISSING, "package", MANIFEST);
        }
        byte[] envelope = entries.remove(SIGNATURE);
        if (envelope == null) {
            throw new RefusedPackageException(PackageError.UNSIGNED, "package", SIGNATURE);
        }
        byte[] keyBytes = entries.remove(KEY);
        ServiceManifest manifest = ManifestReader.read(manifestBytes);
        Optional<PublisherKey> key = Optional.ofNullable(keyBytes).map(bytes -> key(manifest, bytes));
        for (Artifact artifact : manifest.artifacts()) {
            requireListed(artifact, entries.get(artifact.file()));
        }
        requireNoOther(manifest, entries.keySet());
        byte[] bundle = entries.remove(manifest.bundle().file());
        return new QsxPackage(manifest, manifestBytes, envelope, key, bundle, entries, Sha256.hex(file));
    }

    /** Nobody signs this entry: it has to be what the signed manifest names, in the one form that it has. */
    private static PublisherKey key(ServiceManifest manifest, byte[] bytes) {
        PublisherKey key = PublisherKey.decode(bytes);
        boolean named = key.id().equals(manifest.publisher().keyId())
                && key.name().equals(manifest.publisher().name());
        if (!named) {
            throw new RefusedPackageException(PackageError.OTHER_KEY, KEY, key.name() + ", key " + key.id());
        }
        if (!Arrays.equals(bytes, key.encode())) {
            throw new RefusedPackageException(
                    PackageError.MALFORMED_KEY, KEY, "not in the form that the packer writes");
        }
        return key;
    }

    private static void requireListed(Artifact artifact, byte[] content) {
        if (content == null) {
            throw new RefusedPackageException(PackageError.MISSING, "package", artifact.file());
        }
        if (content.length != artifact.size() || !Sha256.hex(content).equals(artifact.sha256())) {
            throw new RefusedPackageException(PackageError.ALTERED, "package/" + artifact.file(), "size or digest");
        }
    }

    private static void requireNoOther(ServiceManifest manifest, Set<String> found) {
        Set<String> unlisted = new TreeSet<>(found);
        manifest.artifacts().forEach(each -> unlisted.remove(each.file()));
        if (!unlisted.isEmpty()) {
            throw new RefusedPackageException(PackageError.UNLISTED, "package", String.join(", ", unlisted));
        }
    }

    /** Writes a package: the same parts always give the same bytes. */
    public static byte[] write(
            byte[] manifest,
            byte[] envelope,
            Optional<PublisherKey> key,
            String bundleName,
            byte[] bundle,
            Map<String, byte[]> others) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(MANIFEST, manifest);
        entries.put(SIGNATURE, envelope);
        key.ifPresent(known -> entries.put(KEY, known.encode()));
        entries.put(bundleName, bundle);
        entries.putAll(others);
        return ArchiveWriter.write(new Archive(entries), false);
    }
}
