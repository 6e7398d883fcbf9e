package org.qgate.packer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What an author has before packing. */
final class Authored {
    static final String YAML = """
            id: org.example.greeter
            title: Greeter
            licence: Apache-2.0
            publisher: Example
            entry: org.example.greeter.Greeter
            provides: [greeter/1]
            permissions:
              - name: store.use
                reason: It remembers whom it greeted.
                optional: true
              - name: net.accept
                scope: [greeter/1]
                reason: It greets other nodes.
            policies:
              quota: {threads: 2}
            """;

    private Authored() {}

    /** Returns the file for another class. */
    static String yaml(String entry) {
        return YAML.replace("entry: org.example.greeter.Greeter", "entry: " + entry);
    }

    /** Returns a jar as Maven makes it. */
    static byte[] jar(String... classes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            put(zip, "META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\nCreated-By: Maven\r\n\r\n".getBytes());
            put(zip, "META-INF/maven/org.example/greeter/pom.xml", new byte[1]);
            zip.putNextEntry(new ZipEntry("org/"));
            for (String name : List.of(classes)) {
                String file = name.replace('.', '/') + ".class";
                try (InputStream in = Authored.class.getClassLoader().getResourceAsStream(file)) {
                    put(zip, file, in.readAllBytes());
                }
            }
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
        return out.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
    }
}
