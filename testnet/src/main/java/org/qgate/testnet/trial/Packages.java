package org.qgate.testnet.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.qgate.release.BundleJar;
import org.qgate.release.SecretKey;
import org.qgate.testnet.Testnet;

/**
 * Packages for {@code node:update} of one network, signed by the key that signed its distribution: the same bundles under
 * ever later versions, or changed ones. Thread-safe.
 */
public final class Packages {
    private static final String SHIPPED = "0.1.0";

    private final Path jars;
    private final Path folder;
    private final AtomicInteger last = new AtomicInteger();

    /** Makes packages in a folder from the distribution of a network. */
    public Packages(Testnet network, Path folder) {
        this.jars = network.dir().resolve("distribution").resolve("release");
        this.folder = folder;
    }

    /** Returns a version that is later than all before. */
    public String nextVersion() {
        return "0.1." + last.incrementAndGet();
    }

    /** Returns a copy of a shipped bundle such as {@code kernel}. */
    public BundleCopy shipped(String bundle) throws IOException {
        return BundleCopy.of(jars.resolve("org.qgate." + bundle + "-" + SHIPPED + ".jar"));
    }

    /** Returns the package of a shipped bundle under a later version than all before. */
    public Path later(String bundle) throws IOException {
        return packed(shipped(bundle).version(nextVersion()), releaseKey());
    }

    /** Signs a bundle. */
    public Path packed(BundleCopy bundle, SecretKey key) throws IOException {
        BundleJar jar = BundleJar.of(bundle.toBytes());
        Path file =
                folder.resolve(jar.bsn() + "-" + jar.version() + "-" + key.id().substring(0, 8) + ".qsx");
        Files.createDirectories(folder);
        Files.write(file, jar.pack(key));
        return file;
    }

    /** Returns the key that the build signed with. */
    public static SecretKey releaseKey() throws IOException {
        String given = System.getProperty("qgate.release.key", "");
        return SecretKey.read(given.isBlank() ? SecretKey.developerFile() : Path.of(given));
    }
}
