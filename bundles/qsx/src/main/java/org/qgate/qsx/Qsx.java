package org.qgate.qsx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qgate.api.error.PackageError;
import org.qgate.common.release.PublicReleaseKey;
import org.qgate.qsx.header.FileCheck;
import org.qgate.qsx.header.HeaderCheck;
import org.qgate.qsx.manifest.ServiceManifest;
import org.qgate.qsx.pack.Archive;
import org.qgate.qsx.pack.ArchiveReader;
import org.qgate.qsx.pack.QsxPackage;
import org.qgate.qsx.refuse.Refusal;
import org.qgate.qsx.refuse.RefusedPackageException;
import org.qgate.qsx.sign.PublisherKey;
import org.qgate.qsx.verify.AllowList;
import org.qgate.qsx.verify.ClassVerifier;

/**
 * Judges packages: form, manifest, signatures, digests, headers, classes. What it is given is never changed and must not
 * be meanwhile; whoever installs installs the same bytes. Immutable and thread-safe.
 */
public final class Qsx {
    private final PublicReleaseKey.Verifier signatures;
    private final ClassVerifier classes;

    /** Makes a judge with primitives for single signatures. */
    public Qsx(PublicReleaseKey.Verifier signatures) {
        this.signatures = signatures;
        this.classes = new ClassVerifier(AllowList.load());
    }

    /**
     * Looks for everything that speaks against a file. Form and manifest come first, with the one reason why the rest
     * cannot be looked at; then signatures, headers and classes with all reasons.
     */
    public Inspection inspect(byte[] file, Trust trust) {
        try {
            QsxPackage contents = QsxPackage.read(file);
            List<Refusal> refusals = new ArrayList<>();
            Optional<PublisherKey> publisher = publisher(contents, trust, refusals);
            Optional<PublisherKey> stranger = stranger(contents, trust, refusals);
            Checked checked = check(contents.manifest(), contents.bundle());
            refusals.addAll(checked.refusals());
            return new Inspection(Optional.of(contents), publisher, stranger, refusals, checked.classes());
        } catch (RefusedPackageException refused) {
            return new Inspection(Optional.empty(), Optional.empty(), Optional.empty(), refused.refusals(), Map.of());
        }
    }

    /**
     * Returns a package against which nothing speaks.
     *
     * @throws RefusedPackageException with every reason against it
     */
    public VerifiedPackage verify(byte[] file, Trust trust) {
        Inspection found = inspect(file, trust);
        if (!found.refusals().isEmpty()) {
            throw new RefusedPackageException(found.refusals());
        }
        return new VerifiedPackage(
                found.contents().orElseThrow(), found.publisher().orElseThrow(), found.classes());
    }

    private Optional<PublisherKey> publisher(QsxPackage contents, Trust trust, List<Refusal> refusals) {
        ServiceManifest.Publisher claimed = contents.manifest().publisher();
        Optional<PublisherKey> key = trust.key(claimed.keyId());
        if (key.isEmpty()) {
            refusals.add(new Refusal(
                    PackageError.UNKNOWN_PUBLISHER, QsxPackage.SIGNATURE, claimed.name() + ", key " + claimed.keyId()));
        }
        return key.filter(publisher -> signed(contents, publisher, refusals));
    }

    /** The key that a package brings itself counts where nobody here trusts one: it proves the bytes, not the person. */
    private Optional<PublisherKey> stranger(QsxPackage contents, Trust trust, List<Refusal> refusals) {
        return trust.key(contents.manifest().publisher().keyId()).isPresent()
                ? Optional.empty()
                : contents.key().filter(brought -> signed(contents, brought, refusals));
    }

    private boolean signed(QsxPackage contents, PublisherKey publisher, List<Refusal> refusals) {
        ServiceManifest.Publisher claimed = contents.manifest().publisher();
        try {
            publisher.require(
                    contents.manifestBytes(),
                    contents.envelope(),
                    ServiceManifest.PAYLOAD_TYPE,
                    QsxPackage.SIGNATURE,
                    signatures);
            if (!publisher.id().equals(claimed.keyId()) || !publisher.name().equals(claimed.name())) {
                throw new RefusedPackageException(PackageError.PUBLISHER_NAME, QsxPackage.MANIFEST, claimed.name());
            }
            return true;
        } catch (RefusedPackageException refused) {
            refusals.addAll(refused.refusals());
            return false;
        }
    }

    /**
     * What was found in a bundle.
     *
     * @param refusals every reason against it
     * @param classes SHA-256 of each class file by class name with dots
     */
    public record Checked(List<Refusal> refusals, Map<String, String> classes) {}

    /**
     * Looks at a bundle as its manifest describes it: files, headers, classes by the rules of the manifest's tier. Never
     * throws for what is in it.
     */
    public Checked check(ServiceManifest manifest, byte[] bundle) {
        try {
            Archive archive = ArchiveReader.read("bundle", bundle, Archive.Bounds.BUNDLE);
            List<Refusal> refusals = new ArrayList<>(FileCheck.check(archive));
            refusals.addAll(HeaderCheck.check(manifest, archive));
            ServiceManifest.Runtime runtime = manifest.runtime();
            ClassVerifier.Findings found = classes.verify(runtime.tier(), manifest.id(), runtime.entry(), archive);
            refusals.addAll(found.refusals());
            return new Checked(List.copyOf(refusals), found.digests());
        } catch (RefusedPackageException refused) {
            return new Checked(refused.refusals(), Map.of());
        }
    }
}
