package org.qgate.packer.prune;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.qgate.packer.prune.Node.Kind;

/**
 * Writes the classes of a jar with what is reached of them and nothing else: members that are not reached go, and what only
 * reflection, compilers and serialisation read. Bodies that never run are replaced by one that throws; a class of which there
 * are no objects becomes abstract, so that it need not have the methods of its interfaces. Code that runs stays as it is.
 */
final class Cutter {
    private static final String SERIALIZABLE = "java/io/Serializable";
    private static final int NO_BODY = Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE;

    private final Program program;
    private final Set<Node> reached;
    private final boolean asksForSerializable;

    private Cutter(Program program, Set<Node> reached) {
        this.program = program;
        this.reached = reached;
        this.asksForSerializable = asksForSerializable();
    }

    /** Returns what is left, by file name. Changes the program's classes. */
    static Map<String, byte[]> cut(Program program, Set<Node> reached) {
        Cutter cutter = new Cutter(program, reached);
        Map<String, byte[]> files = new TreeMap<>();
        for (ClassNode type : program.all()) {
            if (cutter.isLeft(type.name)) {
                cutter.cut(type);
                ClassWriter writer = new ClassWriter(0);
                type.accept(writer);
                files.put(type.name + ".class", writer.toByteArray());
            }
        }
        return files;
    }

    private boolean isLeft(String name) {
        return reached.contains(Node.of(Kind.CLASS, name));
    }

    private boolean isGone(String name) {
        return program.has(name) && !isLeft(name);
    }

    private void cut(ClassNode type) {
        type.fields.removeIf(field -> !reached.contains(new Node(Kind.FIELD, type.name, field.name, field.desc)));
        type.methods.removeIf(method -> !isLeft(type, method, Kind.METHOD) && !isLeft(type, method, Kind.DECLARED));
        for (MethodNode method : type.methods) {
            if (!isLeft(type, method, Kind.METHOD) && (method.access & Opcodes.ACC_ABSTRACT) == 0) {
                empty(method);
            }
        }
        if (!asksForSerializable) {
            type.interfaces.remove(SERIALIZABLE);
        }
        boolean isClass = (type.access & Opcodes.ACC_INTERFACE) == 0;
        if (isClass && !reached.contains(Node.of(Kind.MADE, type.name))) {
            type.access = type.access & ~Opcodes.ACC_FINAL | Opcodes.ACC_ABSTRACT;
        }
        nesting(type);
        Bare.make(type);
    }

    private boolean isLeft(ClassNode type, MethodNode method, Kind kind) {
        return reached.contains(new Node(kind, type.name, method.name, method.desc));
    }

    private static void empty(MethodNode method) {
        method.instructions.clear();
        method.tryCatchBlocks.clear();
        method.instructions.add(new InsnNode(Opcodes.ACONST_NULL));
        method.instructions.add(new InsnNode(Opcodes.ATHROW));
        method.maxStack = 1;
        int self = (method.access & Opcodes.ACC_STATIC) == 0 ? 0 : 1;
        method.maxLocals = (Type.getArgumentsAndReturnSizes(method.desc) >> 2) - self;
        method.access &= ~NO_BODY;
    }

    private void nesting(ClassNode type) {
        type.innerClasses.removeIf(each -> isGone(each.name));
        if (type.nestMembers != null) {
            type.nestMembers.removeIf(this::isGone);
        }
        if (type.permittedSubclasses != null) {
            type.permittedSubclasses.removeIf(this::isGone);
        }
    }

    /** Whether something is serialisable is a question that the code may ask; then the answer stays. */
    private boolean asksForSerializable() {
        Set<String> named = new HashSet<>();
        Uses uses = new Uses(new Named(named));
        for (ClassNode type : program.all()) {
            for (MethodNode method : type.methods) {
                if (isLeft(type, method, Kind.METHOD)) {
                    method.accept((MethodVisitor) uses);
                }
            }
        }
        return named.contains(SERIALIZABLE);
    }

    /** Collects the names of classes that instructions name as such. */
    private record Named(Set<String> names) implements Uses.Sink {
        @Override
        public void named(String type) {
            names.add(type);
        }

        @Override
        public void made(String type) {}

        @Override
        public void lambda(List<String> interfaces) {}

        @Override
        public void field(String owner, String name, String descriptor) {}

        @Override
        public void exactly(String owner, String name, String descriptor) {}

        @Override
        public void virtually(String owner, String name, String descriptor) {}
    }
}
