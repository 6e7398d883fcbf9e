package org.qgate.itests;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.qgate.release.BundleJar;
import org.qgate.release.SecretKey;

/** What an operator may bring: the distribution's bundles under other versions, and a feature that is not ours. */
final class UpdatePackages {
    private static final String SHIPPED = "0.1.0";

    private UpdatePackages() {}

    /** Packs a bundle under another version, signed by the key that built the distribution. */
    static Path pack(Path folder, String bundle, String version) {
        Path jar = Path.of(
                System.getProperty("qgate.root"),
                "assembly/target/assembly/release/org.qgate." + bundle + "-" + SHIPPED + ".jar");
        Path file = file(folder, bundle, version);
        try {
            Files.createDirectories(folder);
            Files.write(
                    file,
                    BundleJar.of(renamed(Files.readAllBytes(jar), version)).pack(key()));
            return file;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static Path file(Path folder, String bundle, String version) {
        return folder.resolve(bundle + "-" + version + ".qsx");
    }

    private static SecretKey key() throws IOException {
        String given = System.getProperty("qgate.release.key", "");
        return SecretKey.read(given.isBlank() ? SecretKey.developerFile() : Path.of(given));
    }

    private static byte[] renamed(byte[] jar, String version) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(jar))) {
            Manifest manifest = in.getManifest();
            manifest.getMainAttributes().putValue("Bundle-Version", version);
            try (JarOutputStream copy = new JarOutputStream(out, manifest)) {
                for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                    copy.putNextEntry(new JarEntry(entry.getName()));
                    in.transferTo(copy);
                }
            }
        }
        return out.toByteArray();
    }

    /** Makes a repository with the feature {@code unrelated}, which has one bundle of that name. */
    static Path unrelatedFeature(Path folder) {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", "unrelated");
        main.putValue("Bundle-Version", "1.0.0");
        Path jar = folder.resolve("unrelated.jar");
        Path features = folder.resolve("unrelated.xml");
        try {
            Files.createDirectories(folder);
            new JarOutputStream(Files.newOutputStream(jar), manifest).close();
            Files.writeString(
                    features,
                    "<features xmlns='http://karaf.apache.org/xmlns/features/v1.4.0' name='unrelated'>"
                            + "<feature name='unrelated' version='1.0.0'><bundle>" + jar.toUri()
                            + "</bundle></feature></features>");
            return features;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
