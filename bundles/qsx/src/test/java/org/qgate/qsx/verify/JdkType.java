package org.qgate.qsx.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** A class of a Java runtime, as its class file says. */
final class JdkType extends ClassVisitor {
    private final Map<String, Integer> members = new HashMap<>();
    private final Set<String> callerSensitive = new HashSet<>();
    private final List<String> supers = new ArrayList<>();
    private String name;
    private int access;
    private boolean sealed;
    private boolean exists;

    private JdkType() {
        super(Opcodes.ASM9);
    }

    /** Reads a class below a folder; one that does not exist says so. */
    static JdkType read(Path folder, String name) {
        return read(folder.resolve(name + ".class"));
    }

    /** Reads a class file; one that does not exist says so. */
    static JdkType read(Path file) {
        JdkType type = new JdkType();
        if (Files.exists(file)) {
            try {
                new ClassReader(Files.readAllBytes(file)).accept(type, ClassReader.SKIP_CODE);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return type;
    }

    boolean exists() {
        return exists;
    }

    boolean isPublic() {
        return (access & Opcodes.ACC_PUBLIC) != 0;
    }

    boolean isExtensible() {
        boolean constructible = members.entrySet().stream()
                .anyMatch(each -> each.getKey().startsWith("<init> ")
                        && (each.getValue() & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0);
        boolean isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
        return (access & Opcodes.ACC_FINAL) == 0 && !sealed && (isInterface || constructible);
    }

    Map<String, Integer> members() {
        return members;
    }

    Set<String> callerSensitive() {
        return callerSensitive;
    }

    List<String> supers() {
        return supers;
    }

    @Override
    public void visit(int version, int flags, String type, String signature, String parent, String[] interfaces) {
        exists = true;
        name = type;
        access = flags;
        if (parent != null) {
            supers.add(parent);
        }
        supers.addAll(Arrays.asList(interfaces));
    }

    /** A nested class says there whether it is public. */
    @Override
    public void visitInnerClass(String inner, String outer, String simple, int flags) {
        if (inner.equals(name)) {
            access = flags;
        }
    }

    @Override
    public void visitPermittedSubclass(String permitted) {
        sealed = true;
    }

    @Override
    public FieldVisitor visitField(int flags, String field, String type, String generic, Object value) {
        members.put(ClassFile.key(field, type), flags);
        return null;
    }

    @Override
    public MethodVisitor visitMethod(int flags, String method, String type, String generic, String[] thrown) {
        String key = ClassFile.key(method, type);
        members.put(key, flags);
        return new MethodVisitor(Opcodes.ASM9) {
            @Override
            public AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
                if (annotation.endsWith("/CallerSensitive;")) {
                    callerSensitive.add(key);
                }
                return null;
            }
        };
    }
}
