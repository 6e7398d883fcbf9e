package org.qgate.itests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.qgate.packer.Packer;
import org.qgate.qsx.pack.QsxPackage;
import org.qgate.release.SecretKey;

/** Packages of extenders that tests install: one class under many ids, versions, permissions and publishers. */
final class ExtenderFiles {
    /** Asked for by every version: what needs consent, and what does not. */
    static final String USUAL = "  - {name: store.use, reason: It keeps a word.}\n";

    /** Asked for by a wider version. */
    static final String DIALS = USUAL + "  - {name: net.dial, scope: [other/1], reason: It asks around.}\n";

    private static final String CLASS = "org/example/greeter/Greeter.class";

    private final Path folder;

    ExtenderFiles(Path folder) {
        this.folder = folder;
    }

    /** Returns where the package of an extender {@code org.example.NAME} is. */
    static Path file(Path folder, String name, String version) {
        return folder.resolve(name + "-" + version + ".qsx").toAbsolutePath();
    }

    /** Packs with the key that built the distribution. */
    ExtenderFiles pack(String name, String version, String permissions) {
        try {
            return pack(name, version, permissions, "QGate", UpdatePackages.key());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Packs for a publisher. */
    ExtenderFiles pack(String name, String version, String permissions, String publisher, SecretKey key) {
        return packed(file(folder, name, version), name, version, permissions, publisher, key);
    }

    private ExtenderFiles packed(
            Path file, String name, String version, String permissions, String publisher, SecretKey key) {
        String protocol = name.substring(name.lastIndexOf('.') + 1) + "/1";
        String yaml = "id: org.example." + name + "\ntitle: Greeter\nlicence: Apache-2.0\npublisher: " + publisher
                + "\nentry: org.example.greeter.Greeter\nprovides: [" + protocol + "]\npermissions:\n"
                + "  - {name: net.accept, scope: [" + protocol + "], reason: It greets.}\n" + permissions
                + "lifecycle: {drainMs: 500, probationMs: 500}\n";
        try {
            Files.createDirectories(folder);
            Files.write(
                    file, new Packer(key).pack(yaml, version, jar(), Map.of()).file());
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Makes another package of a version that there is already, beside it. */
    ExtenderFiles packAgain(String name, String version, String as) {
        try {
            String other = USUAL + "  - {name: log.write, reason: Something else.}\n";
            return packed(file(folder, as, version), name, version, other, "QGate", UpdatePackages.key());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Takes the publisher's key out of a package: nothing proves any more who signed it. */
    ExtenderFiles withoutKey(String name, String version) {
        try {
            Path file = file(folder, name, version);
            QsxPackage signed = QsxPackage.read(Files.readAllBytes(file));
            byte[] without = QsxPackage.write(
                    signed.manifestBytes(),
                    signed.envelope(),
                    Optional.empty(),
                    signed.manifest().bundle().file(),
                    signed.bundle(),
                    signed.others());
            Files.write(file, without);
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Makes a publisher's key, and the public file that operators get. */
    SecretKey publisher(String name) {
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve(name + ".key");
            Files.deleteIfExists(file);
            SecretKey key = SecretKey.make(file);
            Files.write(
                    folder.resolve(name + ".key.pub"),
                    Packer.publisher(name, key).encode());
            return key;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Makes a plain bundle that imports the extender API, which nobody packed. */
    ExtenderFiles plainBundle(String name) {
        java.util.jar.Manifest manifest = new java.util.jar.Manifest();
        var main = manifest.getMainAttributes();
        main.putValue("Manifest-Version", "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", name);
        main.putValue("Import-Package", "org.qgate.ext,org.qgate.ext.shell");
        try (JarOutputStream out =
                new JarOutputStream(Files.newOutputStream(folder.resolve(name + ".jar")), manifest)) {
            put(out);
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static byte[] jar() throws IOException {
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(jar)) {
            put(out);
        }
        return jar.toByteArray();
    }

    private static void put(JarOutputStream out) throws IOException {
        try (InputStream code = ExtenderFiles.class.getResourceAsStream("/" + CLASS)) {
            out.putNextEntry(new ZipEntry(CLASS));
            code.transferTo(out);
        }
    }
}
