package org.qgate.gate.internal.hook;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.osgi.framework.Bundle;
import org.qgate.common.release.Sha256;
import org.qgate.ext.Permission;
import org.qgate.gate.Admission;

/** A bundle with one class, made by hand. */
final class TestBundle {
    /** An empty public class {@code probe.Entry}, of Java 17. */
    private static final byte[] ENTRY = EntryClass.bytes();

    private final Map<String, String> headers = new LinkedHashMap<>();

    private TestBundle(String name) {
        headers.put("Bundle-ManifestVersion", "2");
        headers.put("Bundle-SymbolicName", name);
        headers.put("Bundle-Version", "1.0.0");
    }

    static TestBundle named(String name) {
        return new TestBundle(name);
    }

    TestBundle version(String version) {
        return header("Bundle-Version", version);
    }

    TestBundle importing(String packages) {
        return header("Import-Package", packages);
    }

    TestBundle requiring(String permission) {
        return permission.isEmpty()
                ? this
                : header("Require-Capability", "qgate.permission;filter:=\"(name=" + permission + ")\"");
    }

    TestBundle header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    InputStream stream() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach((name, value) -> manifest.getMainAttributes().putValue(name, value));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.putNextEntry(new JarEntry("probe/Entry.class"));
            jar.write(ENTRY);
        }
        return new ByteArrayInputStream(out.toByteArray());
    }

    static Admission admission(Bundle bundle, Set<Permission> granted) {
        return admission(bundle, Map.of("probe.Entry", Sha256.hex(ENTRY)), granted);
    }

    static Admission admission(Bundle bundle, Map<String, String> classes, Set<Permission> granted) {
        return new Admission(
                bundle.getLocation(),
                bundle.getBundleId(),
                bundle.getSymbolicName(),
                bundle.getVersion().toString(),
                classes,
                "",
                granted);
    }

    /** Puts another class of the same name into every jar of the framework's cache that has it; returns into how many. */
    static int alterClasses(Path cache) throws IOException {
        List<Path> jars;
        try (Stream<Path> files = Files.walk(cache)) {
            jars = files.filter(each -> each.toString().endsWith(".jar")).toList();
        }
        int altered = 0;
        for (Path jar : jars) {
            altered += alter(jar) ? 1 : 0;
        }
        return altered;
    }

    private static boolean alter(Path jar) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), in.readAllBytes());
            }
        }
        byte[] before = entries.get("probe/Entry.class");
        if (before == null) {
            return false;
        }
        entries.put("probe/Entry.class", EntryClass.otherBytes());
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
        return true;
    }
}
