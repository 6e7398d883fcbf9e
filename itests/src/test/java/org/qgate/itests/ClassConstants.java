package org.qgate.itests;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * What a class file names: its texts, and the classes it refers to. Source: the Java Virtual Machine Specification 17,
 * section 4.4.
 */
record ClassConstants(String name, List<String> texts, List<String> classes) {
    private static final int MAGIC = 0xcafebabe;

    /** Reads all classes of a jar. */
    static List<ClassConstants> ofJar(Path jar) {
        List<ClassConstants> all = new ArrayList<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : file.stream().toList()) {
                if (entry.getName().endsWith(".class")) {
                    all.add(read(file.getInputStream(entry).readAllBytes()));
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(jar.toString(), broken);
        }
        return all;
    }

    private static ClassConstants read(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        if (in.readInt() != MAGIC) {
            throw new IOException("no class file");
        }
        in.readInt(); // its version
        Map<Integer, String> texts = new HashMap<>();
        Map<Integer, Integer> classes = new HashMap<>();
        int count = in.readUnsignedShort();
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts.put(i, in.readUTF());
                case 7 -> classes.put(i, in.readUnsignedShort());
                case 8, 16, 19, 20 -> in.readUnsignedShort();
                case 15 -> in.skipBytes(3);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.readInt();
                case 5, 6 -> {
                    in.readLong();
                    i++; // table 4.4.5: these take two places
                }
                default -> throw new IOException("constant of kind " + tag);
            }
        }
        in.readUnsignedShort(); // its flags
        String name = texts.get(classes.get(in.readUnsignedShort()));
        List<String> named = classes.values().stream().map(texts::get).toList();
        return new ClassConstants(name, List.copyOf(texts.values()), named);
    }
}
