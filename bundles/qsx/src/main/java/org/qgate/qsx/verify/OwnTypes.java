package org.qgate.qsx.verify;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The classes of one bundle, and where their members come from. */
final class OwnTypes {
    private static final String SERVICE = "org/qgate/ext/Service";

    private final AllowList allowed;
    private final Map<String, ClassFile> types = new LinkedHashMap<>();

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
        if (types.get(owner).members.contains(key)) {
            return true;
        }
        if (key.startsWith("<init> ")) {
            return false; // constructors are not inherited
        }
        for (String name : lineage(owner)) {
            ClassFile type = types.get(name);
            if (type != null ? type.members.contains(key) : allowed.has(name) && allowed.hasMember(name, key)) {
                return true;
            }
        }
        return false;
    }

    /** Returns a class and all its super types, the nearest first; of those that are not own ones their names alone. */
    List<String> lineage(String start) {
        List<String> lineage = new ArrayList<>();
        Set<String> seen = new HashSet<>(Set.of(start));
        Deque<String> next = new ArrayDeque<>(List.of(start));
        while (!next.isEmpty()) {
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
