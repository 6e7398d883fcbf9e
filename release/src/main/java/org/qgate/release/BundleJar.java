package org.qgate.release;

import java.io.IOException;
import org.qgate.common.release.BundleHeaders;
import org.qgate.common.release.PackageDocument;
import org.qgate.common.release.PackageFile;
import org.qgate.common.release.ReleaseEntry;
import org.qgate.common.release.Sha256;

/** A swappable bundle's jar, its entry in a release list, and the package it becomes. */
public record BundleJar(String bsn, String version, byte[] content) {
    /** Bundles of this source tree work with these contracts. */
    private static final String API_RANGE = "[0.1,0.2)";
    /** And with data of this format. */
    private static final long EPOCH = 1;

    /**
     * Reads a jar's name and version.
     *
     * @throws IOException when it is no swappable bundle
     */
    public static BundleJar of(byte[] content) throws IOException {
        try {
            BundleHeaders headers = BundleHeaders.of(content);
            return new BundleJar(headers.bsn(), headers.version(), content);
        } catch (IllegalArgumentException other) {
            throw new IOException(other.getMessage(), other);
        }
    }

    /** Returns what a release list says of it. */
    public ReleaseEntry entry() {
        return new ReleaseEntry(bsn, version, Sha256.hex(content), bsn + "-" + version + ".jar", API_RANGE, EPOCH);
    }

    /** Returns the signed package. */
    public byte[] pack(SecretKey key) throws IOException {
        byte[] manifest = new PackageDocument(entry(), content.length, PackageDocument.CORE).encode(key.id());
        byte[] signature = key.sign(PackageDocument.PAYLOAD_TYPE, manifest).encode();
        return new PackageFile(manifest, signature, entry().file(), content).encode();
    }
}
