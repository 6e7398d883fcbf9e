package org.qgate.packer;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qgate.packer.prune.Pruned;
import org.qgate.qsx.Packing;
import org.qgate.qsx.Qsx;
import org.qgate.qsx.manifest.ServiceManifest;
import org.qgate.qsx.manifest.ServiceManifest.Tier;
import org.qgate.qsx.refuse.Refusal;
import org.qgate.qsx.refuse.RefusedPackageException;
import org.qgate.qsx.sign.PublisherKey;
import org.qgate.release.SecretKey;

/**
 * Makes a signed package: headers from the manifest, the jar's files, both signatures; then looks at it as a node will. The
 * same input always gives the same bytes.
 */
public final class Packer {
    private final SecretKey key;
    private final ServiceYaml yaml;
    private final Qsx judge = new Qsx(new BouncyVerifier());

    /** Packs for the publisher who has this key. */
    public Packer(SecretKey key) {
        this(key, "");
    }

    /** Packs under versions that end so, whatever the author says. */
    Packer(SecretKey key, String qualifier) {
        this.key = key;
        yaml = new ServiceYaml(key, qualifier);
    }

    /**
     * A package.
     *
     * @param file its bytes
     * @param cut what was left out of the jar
     */
    public record Packed(ServiceManifest manifest, byte[] file, Cut cut) {}

    /** Returns the public key that operators are given, under the name that {@code service.yaml} has. */
    public static PublisherKey publisher(String name, SecretKey key) {
        return new PublisherKey(name, key.publicKey());
    }

    /**
     * Packs.
     *
     * @param text content of {@code service.yaml}
     * @param version when it has none
     * @param jar of the module
     * @param others files of the package besides, by name
     * @throws RefusedPackageException with every reason why no node would take it
     * @throws IOException when the jar is none
     */
    public Packed pack(String text, String version, byte[] jar, Map<String, byte[]> others) throws IOException {
        ServiceYaml.Read read = yaml.read(text, version);
        ServiceManifest manifest = read.manifest();
        Map<String, byte[]> files = JarFiles.of(jar);
        Pruned pruned = pruned(manifest, read.prune(), files);
        byte[] bundle = Packing.bundle(manifest, pruned.files());
        List<Refusal> refusals = judge.check(manifest, bundle).refusals();
        if (!refusals.isEmpty()) {
            throw new RefusedPackageException(
                    refusals.stream().map(pruned.trace()::explain).toList());
        }
        ServiceManifest listed = Packing.listed(manifest, bundle, others);
        PublisherKey publisher = publisher(manifest.publisher().name(), key);
        byte[] file = Packing.pack(listed, bundle, others, Optional.of(publisher), key::sign);
        judge.verify(file, id -> Optional.of(publisher));
        return new Packed(listed, file, Cut.between(files, pruned));
    }

    private static Pruned pruned(ServiceManifest manifest, boolean prune, Map<String, byte[]> files) {
        return prune ? Pruned.of(manifest.runtime(), files) : Pruned.nothing(manifest.runtime(), files);
    }

    /**
     * Tells whether a package that was refused would not be in the tier {@code process}.
     *
     * @throws RefusedPackageException naming the field of {@code service.yaml} that is wrong
     * @throws IOException when the jar is none
     */
    public boolean runsApart(String text, String version, byte[] jar) throws IOException {
        ServiceYaml.Read read = yaml.read(text, version);
        ServiceManifest apart = read.manifest().in(Tier.PROCESS);
        Pruned pruned = pruned(apart, read.prune(), JarFiles.of(jar));
        return judge.check(apart, Packing.bundle(apart, pruned.files()))
                .refusals()
                .isEmpty();
    }
}
