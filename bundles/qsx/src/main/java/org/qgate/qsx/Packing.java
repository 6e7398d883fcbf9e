package org.qgate.qsx;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.qgate.common.dsse.Envelope;
import org.qgate.common.release.Sha256;
import org.qgate.qsx.header.GeneratedHeaders;
import org.qgate.qsx.manifest.ManifestWriter;
import org.qgate.qsx.manifest.ServiceManifest;
import org.qgate.qsx.manifest.ServiceManifest.Artifact;
import org.qgate.qsx.pack.Archive;
import org.qgate.qsx.pack.ArchiveWriter;
import org.qgate.qsx.pack.QsxPackage;
import org.qgate.qsx.refuse.RefusedPackageException;
import org.qgate.qsx.sign.PublisherKey;

/**
 * Makes packages: {@link #bundle} from a manifest and files, {@link #listed} completes the manifest with what the package
 * holds, {@link #pack} puts it together. The same input always gives the same bytes.
 */
public final class Packing {
    private Packing() {}

    /**
     * Signs a payload with Ed25519 and ML-DSA-65.
     */
    @FunctionalInterface
    public interface Signer {
        /** Returns the envelope with both signatures over {@link Envelope#signed}. */
        Envelope sign(String payloadType, byte[] payload);
    }

    /** Makes the bundle: the headers that the manifest generates, then the files by name. */
    public static byte[] bundle(ServiceManifest manifest, Map<String, byte[]> files) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(GeneratedHeaders.FILE, GeneratedHeaders.bytes(manifest));
        new TreeMap<>(files).forEach(entries::putIfAbsent);
        return ArchiveWriter.write(new Archive(entries), true);
    }

    /**
     * Returns the manifest with the bundle and the other files as its artifacts.
     *
     * @param others by name: {@code sbom.cdx.json}, {@code l10n/LANGUAGE.json}
     */
    public static ServiceManifest listed(ServiceManifest manifest, byte[] bundle, Map<String, byte[]> others) {
        return manifest.withArtifacts(artifacts -> {
            artifacts.add(artifact(manifest.id() + "-" + manifest.version() + ".jar", bundle));
            new TreeMap<>(others).forEach((name, content) -> artifacts.add(artifact(name, content)));
        });
    }

    private static Artifact artifact(String file, byte[] content) {
        return new Artifact(file, content.length, Sha256.hex(content));
    }

    /**
     * Returns the signed package.
     *
     * @param manifest as {@link #listed} returned it
     * @param key the publisher's public key, so that whoever does not know it can verify the signature; may be left out
     * @throws RefusedPackageException when no reader would take the manifest
     */
    public static byte[] pack(
            ServiceManifest manifest,
            byte[] bundle,
            Map<String, byte[]> others,
            Optional<PublisherKey> key,
            Signer signer) {
        byte[] json = ManifestWriter.write(manifest);
        byte[] envelope = signer.sign(ServiceManifest.PAYLOAD_TYPE, json).encode();
        return QsxPackage.write(json, envelope, key, manifest.bundle().file(), bundle, new TreeMap<>(others));
    }
}
