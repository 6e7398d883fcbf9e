package org.qgate.packer.prune;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/** The classes of a jar, and how the Java machine finds members in them. Source: JVMS 17, sections 5.4.3 and 5.4.6. */
final class Program {
    private static final String SUFFIX = ".class";

    private final Platform platform = new Platform();
    private final Map<String, ClassNode> own = new TreeMap<>();
    /** Classes that call sites of lambdas make, by the interfaces that they have; there is no class file of them. */
    private final Map<String, ClassNode> lambdas = new TreeMap<>();

    private final Map<String, Set<String>> lineages = new HashMap<>();

    /** A method or field and the class that has it. */
    record Found<T>(ClassNode owner, T member) {}

    /**
     * Reads all class files.
     *
     * @throws IllegalArgumentException when one of them is none; the verifier says what is wrong with it
     */
    static Program read(Map<String, byte[]> files) {
        Program program = new Program();
        files.forEach((name, content) -> {
            if (name.endsWith(SUFFIX)) {
                ClassNode type = new ClassNode();
                try {
                    new ClassReader(content).accept(type, 0);
                } catch (RuntimeException malformed) { // whatever ASM stumbles over
                    throw new IllegalArgumentException(name, malformed);
                }
                if (!name.equals(type.name + SUFFIX)) {
                    throw new IllegalArgumentException(name);
                }
                program.own.put(type.name, type);
            }
        });
        return program;
    }

    /** Returns a class of the jar or a lambda's; null for all others. */
    ClassNode type(String name) {
        ClassNode type = own.get(name);
        return type == null ? lambdas.get(name) : type;
    }

    /** Returns the classes of the jar by name. */
    Collection<ClassNode> all() {
        return own.values();
    }

    boolean has(String name) {
        return own.containsKey(name);
    }

    /** Returns a class as a call site makes it: an object with these interfaces and no methods that can be called by name. */
    ClassNode lambda(List<String> interfaces) {
        return lambdas.computeIfAbsent("lambda of " + String.join(",", interfaces), name -> {
            ClassNode type = new ClassNode();
            type.name = name;
            type.superName = "java/lang/Object";
            type.interfaces = List.copyOf(interfaces);
            return type;
        });
    }

    /** Returns a class and all its super types, those of the platform too. */
    Set<String> lineage(String name) {
        ClassNode type = type(name);
        if (type == null) {
            return platform.lineage(name);
        }
        Set<String> known = lineages.get(name);
        if (known == null) {
            known = new LinkedHashSet<>(List.of(name));
            lineages.put(name, known); // also where a class is its own super class
            for (String each : supers(type)) {
                known.addAll(lineage(each));
            }
        }
        return known;
    }

    private static List<String> supers(ClassNode type) {
        List<String> supers = new ArrayList<>();
        if (type.superName != null) {
            supers.add(type.superName);
        }
        supers.addAll(type.interfaces);
        return supers;
    }

    /** Returns methods that the platform may call on objects of a class, since they are overridden there. */
    Set<String> calledByPlatform(String name) {
        Set<String> keys = new LinkedHashSet<>();
        for (String each : lineage(name)) {
            if (type(each) == null) {
                keys.addAll(platform.overridable(each));
            }
        }
        return keys;
    }

    /** Returns the method that a reference names: of the class, its super classes, then their interfaces. */
    Optional<Found<MethodNode>> method(String owner, String key) {
        for (ClassNode type = own.get(owner); type != null; type = own.get(String.valueOf(type.superName))) {
            for (MethodNode method : type.methods) {
                if (key.equals(method.name + method.desc)) {
                    return Optional.of(new Found<>(type, method));
                }
            }
        }
        return key.startsWith("<")
                ? Optional.empty()
                : interfaceMethods(owner, key, false).stream().findFirst();
    }

    /** Returns what may run when a method is called on an object of a class; of several defaults all. */
    List<Found<MethodNode>> selected(String made, String key) {
        List<Found<MethodNode>> found = new ArrayList<>();
        for (ClassNode type = type(made); type != null; type = own.get(String.valueOf(type.superName))) {
            for (MethodNode method : type.methods) {
                if (key.equals(method.name + method.desc)
                        && (method.access & (Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE)) == 0
                        && (found.isEmpty()
                                || isHidden(method, type, found.get(0).owner()))) {
                    found.add(new Found<>(type, method));
                }
            }
        }
        return found.isEmpty() ? interfaceMethods(made, key, true) : found;
    }

    /** What only its package sees is not overridden in another one. */
    private static boolean isHidden(MethodNode method, ClassNode type, ClassNode below) {
        return (method.access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) == 0
                && !packageOf(type).equals(packageOf(below));
    }

    private static String packageOf(ClassNode type) {
        return type.name.substring(0, type.name.lastIndexOf('/') + 1);
    }

    private List<Found<MethodNode>> interfaceMethods(String start, String key, boolean concrete) {
        List<Found<MethodNode>> found = new ArrayList<>();
        for (String name : lineage(start)) {
            ClassNode type = own.get(name);
            if (type != null && (type.access & Opcodes.ACC_INTERFACE) != 0) {
                for (MethodNode method : type.methods) {
                    boolean runs = (method.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_STATIC)) == 0;
                    if (key.equals(method.name + method.desc) && (runs || !concrete)) {
                        found.add(new Found<>(type, method));
                    }
                }
            }
        }
        return found;
    }

    /** Returns the field that a reference names: of the class, its interfaces, then of its super class. */
    Optional<Found<FieldNode>> field(String owner, String name, String descriptor) {
        Deque<String> next = new ArrayDeque<>(List.of(owner));
        while (!next.isEmpty()) {
            ClassNode type = own.get(next.remove());
            if (type != null) {
                for (FieldNode field : type.fields) {
                    if (field.name.equals(name) && field.desc.equals(descriptor)) {
                        return Optional.of(new Found<>(type, field));
                    }
                }
                type.interfaces.forEach(next::add);
                if (type.superName != null) {
                    next.add(type.superName);
                }
            }
        }
        return Optional.empty();
    }

    /** Tells whether objects of classes with this interface initialise it: it has methods that run. */
    boolean hasDefaults(ClassNode type) {
        return (type.access & Opcodes.ACC_INTERFACE) != 0
                && type.methods.stream()
                        .anyMatch(method -> (method.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_STATIC)) == 0);
    }
}
