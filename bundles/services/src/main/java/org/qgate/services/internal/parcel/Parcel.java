package org.qgate.services.internal.parcel;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.qsx.manifest.ServiceManifest;
import org.qgate.qsx.refuse.Refusal;
import org.qgate.qsx.sign.PublisherKey;

/**
 * A package that was looked at whole.
 *
 * @param sha256 of the file
 * @param contentSha256 of the manifest, which has the digests of everything else: the same however often it is signed
 * @param bundle the bundle's jar, the very bytes that were looked at
 * @param bundleSha256 of the jar
 * @param classes SHA-256 of each class file by its name with dots
 * @param signer the key of its publisher by which it verified, known to the node or brought by the package; without one
 *     nothing is proven, and it may be shown and kept, never used
 * @param findings why it is refused; empty when it is not
 */
public record Parcel(
        ServiceManifest manifest,
        String sha256,
        String contentSha256,
        byte[] bundle,
        String bundleSha256,
        Map<String, String> classes,
        Optional<PublisherKey> signer,
        List<Refusal> findings) {
    /** Makes them unchangeable. */
    public Parcel {
        classes = Map.copyOf(classes);
        findings = List.copyOf(findings);
    }

    /** Whether it is as its publisher made it; who that is, is another question. */
    public boolean proven() {
        return signer.isPresent();
    }

    /**
     * Goes on only when nothing was found.
     *
     * @throws QGateException QG-EXT-0002 naming the first finding
     */
    public Parcel accepted() {
        if (!findings.isEmpty()) {
            throw new QGateException(
                    ExtenderError.REFUSED_PACKAGE,
                    findings.get(0).line() + (findings.size() == 1 ? "" : " (and " + (findings.size() - 1) + " more)"));
        }
        return this;
    }
}
