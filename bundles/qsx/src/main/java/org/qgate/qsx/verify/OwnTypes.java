package org.qgate.qsx.verify;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The classes of one bundle, and where their members come from. */
final class OwnTypes {
    private static final String SERVICE = "org/qgate/ext/Service";

    private static final int MOST_SUPER_TYPES = 100;

    private final AllowList allowed;
    private final Map<String, ClassFile> types = new LinkedHashMap<>();
    /** Asked for when all classes are known. */
    private final Map<String, List<String>> lineages = new HashMap<>();

    OwnTypes(AllowList allowed) {
        this.allowed = allowed;
    }

    void add(ClassFile type) {
        types.put(type.name, type);
    }

    Collection<ClassFile> all() {
        return types.values();
    }

    boolean has(String name) {
        return types.containsKey(name);
    }

    /**
     * Tells whether a member of an own class is an own one or a listed one of a super type. A super type that is neither
     * gives nothing.
     */
    boolean hasMember(String owner, String key) {
        if (types.get(owner).members.containsKey(key)) {
            return true;
        }
        if (key.startsWith("<init> ")) {
            return false; // constructors are not inherited
        }
        for (String name : lineage(owner)) {
            ClassFile type = types.get(name);
            if (type != null ? isInherited(type, key) : allowed.has(name) && allowed.hasMember(name, key)) {
                return true;
            }
        }
        return false;
    }

    /** What is private, or static in an interface, is not inherited (JVMS 17, sections 5.4.3.3 and 5.4.3.4). */
    private static boolean isInherited(ClassFile type, String key) {
        Integer access = type.members.get(key);
        boolean field = !key.contains(" (");
        return access != null
                && (access & ClassFile.PRIVATE) == 0
                && (field || !type.isInterface() || (access & ClassFile.STATIC) == 0);
    }

    ClassFile get(String name) {
        return types.get(name);
    }

    /**
     * Returns a class and all its super types, the nearest first; of those that are not own ones their names alone. Of a
     * class with more super types than anybody writes, only the nearest.
     */
    List<String> lineage(String start) {
        return lineages.computeIfAbsent(start, this::climb);
    }

    private List<String> climb(String start) {
        List<String> lineage = new ArrayList<>();
        Set<String> seen = new HashSet<>(Set.of(start));
        Deque<String> next = new ArrayDeque<>(List.of(start));
        while (!next.isEmpty() && lineage.size() < MOST_SUPER_TYPES) {
            String name = next.remove();
            lineage.add(name);
            ClassFile type = types.get(name);
            if (type != null) {
                if (type.superName != null && seen.add(type.superName)) {
                    next.add(type.superName);
                }
                type.interfaces.stream().filter(seen::add).forEach(next::add);
            }
        }
        return lineage;
    }

    /** Tells whether a class is a service that can be made. */
    boolean isService(String name) {
        ClassFile type = types.get(name);
        return type != null
                && (type.access & ClassFile.PUBLIC) != 0
                && (type.access & (ClassFile.ABSTRACT | ClassFile.INTERFACE)) == 0
                && lineage(name).contains(SERVICE)
                && type.methods.stream().anyMatch(OwnTypes::isConstructor);
    }

    private static boolean isConstructor(ClassFile.Method method) {
        return method.name().equals("<init>")
                && method.descriptor().equals("()V")
                && (method.access() & ClassFile.PUBLIC) != 0;
    }
}
