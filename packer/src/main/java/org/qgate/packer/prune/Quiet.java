package org.qgate.packer.prune;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.SimpleRemapper;
import org.qgate.packer.quiet.Level;
import org.qgate.packer.quiet.Logger;

/** Lets libraries log to stand-ins of {@code java.util.logging}, which lie beside the entry class and say nothing. */
final class Quiet {
    private static final String LOGGING = "java/util/logging/";
    private static final String FOLDER = "quiet/";

    private final Map<String, String> names = new LinkedHashMap<>();
    private final SimpleRemapper remapper;

    Quiet(String entry) {
        String folder = entry.substring(0, entry.lastIndexOf('/') + 1) + FOLDER;
        for (Class<?> each : Set.of(Logger.class, Level.class)) {
            names.put(LOGGING + each.getSimpleName(), folder + each.getSimpleName());
            names.put(each.getName().replace('.', '/'), folder + each.getSimpleName());
        }
        remapper = new SimpleRemapper(Opcodes.ASM9, names);
    }

    /** Tells whether a class is a stand-in. */
    boolean isStandIn(String name) {
        return names.containsValue(name);
    }

    /** Returns the same files with the stand-ins among them; as they are when nobody logs. */
    Map<String, byte[]> in(Map<String, byte[]> files) {
        boolean free = names.values().stream().noneMatch(name -> files.containsKey(name + ".class"));
        boolean logs = files.values().stream().anyMatch(Quiet::logs);
        if (!free || !logs) {
            return files;
        }
        Map<String, byte[]> all = new TreeMap<>();
        files.forEach((name, content) ->
                all.put(name, name.endsWith(".class") && logs(content) ? renamed(content) : content));
        for (Class<?> each : Set.of(Logger.class, Level.class)) {
            all.put(names.get(each.getName().replace('.', '/')) + ".class", renamed(bytes(each)));
        }
        return all;
    }

    private byte[] renamed(byte[] content) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(content).accept(new ClassRemapper(writer, remapper), 0);
        return writer.toByteArray();
    }

    private static boolean logs(byte[] content) {
        return new String(content, java.nio.charset.StandardCharsets.ISO_8859_1).contains(LOGGING);
    }

    private static byte[] bytes(Class<?> type) {
        try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            return in.readAllBytes();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // it lies in the same jar
        }
    }
}
