package org.qgate.packer.prune;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.qgate.ext.Service;

/**
 * Classes that are there before the extender: Java's, and the extender API. Known of them is what an own class can override,
 * since they may call that.
 */
final class Platform {
    private static final String API = "org/qgate/ext/";
    /** Nothing in Java calls it on a collection that it is given, and extenders do not have it. */
    private static final String NOT_CALLED = "parallelStream()Ljava/util/stream/Stream;";

    private static final int NOT_OVERRIDDEN = Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL;

    private final Map<String, Set<String>> overridable = new HashMap<>();
    private final Map<String, Set<String>> lineages = new HashMap<>();

    /** Returns methods of a class and its super types, name and descriptor in one; none of a class that is not there. */
    Set<String> overridable(String name) {
        read(name);
        return overridable.get(name);
    }

    /** Returns a class and all its super types. */
    Set<String> lineage(String name) {
        read(name);
        return lineages.get(name);
    }

    private void read(String name) {
        if (lineages.containsKey(name)) {
            return;
        }
        Set<String> lineage = new LinkedHashSet<>(List.of(name));
        Set<String> methods = new LinkedHashSet<>();
        ClassNode type = load(name);
        if (type != null) {
            List<String> supers = new ArrayList<>(type.interfaces);
            if (type.superName != null) {
                supers.add(0, type.superName);
            }
            for (String each : supers) {
                lineage.addAll(lineage(each));
                methods.addAll(overridable(each));
            }
            for (MethodNode method : type.methods) {
                if ((method.access & NOT_OVERRIDDEN) == 0 && method.name.charAt(0) != '<') {
                    methods.add(method.name + method.desc);
                }
            }
            methods.remove(NOT_CALLED);
        }
        lineages.put(name, lineage);
        overridable.put(name, methods);
    }

    private static ClassNode load(String name) {
        ClassLoader loader =
                name.startsWith(API) ? Service.class.getClassLoader() : ClassLoader.getPlatformClassLoader();
        try (InputStream in = loader.getResourceAsStream(name + ".class")) {
            if (in == null) {
                return null;
            }
            ClassNode type = new ClassNode();
            new ClassReader(in.readAllBytes())
                    .accept(type, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            return type;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
