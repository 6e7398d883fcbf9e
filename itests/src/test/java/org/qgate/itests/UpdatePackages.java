package org.qgate.itests;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
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

    static SecretKey key() throws IOException {
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

    /** Packs a version of the shell that fails: see {@link BrokenPart}. */
    static Path packBroken(Path folder, String version, String breaksAt) {
        Manifest manifest = bundle("org.qgate.shell", version);
        Attributes main = manifest.getMainAttributes();
        main.putValue("Bundle-Activator", BrokenPart.class.getName());
        main.putValue("Import-Package", "org.osgi.framework,org.qgate.api.update");
        main.putValue(BrokenPart.HEADER, breaksAt);
        String path = BrokenPart.class.getName().replace('.', '/') + ".class";
        Path file = file(folder, "shell", version);
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (InputStream code = BrokenPart.class.getResourceAsStream("/" + path)) {
            try (JarOutputStream out = new JarOutputStream(jar, manifest)) {
                out.putNextEntry(new JarEntry(path));
                code.transferTo(out);
            }
            Files.write(file, BundleJar.of(jar.toByteArray()).pack(key()));
            return file;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Manifest bundle(String name, String version) {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", name);
        main.putValue("Bundle-Version", version);
        return manifest;
    }

    /** Makes a repository with the feature {@code unrelated}, which has one bundle of that name. */
    static Path unrelatedFeature(Path folder) {
        Path jar = folder.resolve("unrelated.jar");
        Path features = folder.resolve("unrelated.xml");
        try {
            Files.createDirectories(folder);
            new JarOutputStream(Files.newOutputStream(jar), bundle("unrelated", "1.0.0")).close();
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
