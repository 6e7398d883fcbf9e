package org.qgate.packer.prune;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Tells what the instructions of a method lead to. */
final class Uses extends MethodVisitor {
    private static final String LAMBDAS = "java/lang/invoke/LambdaMetafactory";

    private final Sink sink;

    /** Takes what is used. Names may be of any class. */
    interface Sink {
        /** A class is named. */
        void named(String type);

        /** An object is made. */
        void made(String type);

        /** An object with these interfaces is made by a call site. */
        void lambda(List<String> interfaces);

        /** A field is read or written. */
        void field(String owner, String name, String descriptor);

        /** A method is called that the reference itself decides. */
        void exactly(String owner, String name, String descriptor);

        /** A method is called that the object decides. */
        void virtually(String owner, String name, String descriptor);
    }

    Uses(Sink sink) {
        super(Opcodes.ASM9);
        this.sink = sink;
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        if (opcode == Opcodes.NEW) {
            sink.made(type);
        } else {
            named(Type.getObjectType(type));
        }
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        sink.field(owner, name, descriptor);
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        if (owner.startsWith("[")) {
            named(Type.getObjectType(owner));
        } else if (opcode == Opcodes.INVOKESTATIC || opcode == Opcodes.INVOKESPECIAL) {
            sink.exactly(owner, name, descriptor);
        } else {
            sink.virtually(owner, name, descriptor);
        }
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        named(Type.getMethodType(descriptor));
        handle(bootstrap);
        for (Object each : arguments) {
            constant(each);
        }
        if (bootstrap.getOwner().equals(LAMBDAS)) {
            List<String> interfaces = new ArrayList<>();
            interfaces.add(Type.getReturnType(descriptor).getInternalName());
            for (Object each : arguments) {
                if (each instanceof Type type && type.getSort() == Type.OBJECT) {
                    interfaces.add(type.getInternalName()); // a marker
                }
            }
            sink.lambda(interfaces);
        }
    }

    @Override
    public void visitLdcInsn(Object value) {
        constant(value);
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        named(Type.getType(descriptor));
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
        if (type != null) {
            sink.named(type);
        }
    }

    @Override
    public void visitFrame(int type, int locals, Object[] local, int depth, Object[] stack) {
        frame(locals, local);
        frame(depth, stack);
    }

    private void frame(int count, Object[] types) {
        for (int i = 0; types != null && i < Math.min(count, types.length); i++) {
            if (types[i] instanceof String name) {
                named(Type.getObjectType(name));
            }
        }
    }

    private void constant(Object value) {
        if (value instanceof Type type) {
            named(type);
        } else if (value instanceof Handle handle) {
            handle(handle);
        } else if (value instanceof ConstantDynamic dynamic) {
            handle(dynamic.getBootstrapMethod());
            for (int i = 0; i < dynamic.getBootstrapMethodArgumentCount(); i++) {
                constant(dynamic.getBootstrapMethodArgument(i));
            }
        }
    }

    private void handle(Handle handle) {
        String owner = handle.getOwner();
        switch (handle.getTag()) {
            case Opcodes.H_INVOKEVIRTUAL, Opcodes.H_INVOKEINTERFACE ->
                visitMethodInsn(Opcodes.INVOKEVIRTUAL, owner, handle.getName(), handle.getDesc(), false);
            case Opcodes.H_INVOKESTATIC, Opcodes.H_INVOKESPECIAL ->
                sink.exactly(owner, handle.getName(), handle.getDesc());
            case Opcodes.H_NEWINVOKESPECIAL -> {
                sink.made(owner);
                sink.exactly(owner, handle.getName(), handle.getDesc());
            }
            default -> sink.field(owner, handle.getName(), handle.getDesc());
        }
    }

    private void named(Type type) {
        named(type, sink);
    }

    /** Names each class in a descriptor. */
    static void named(Type type, Sink sink) {
        switch (type.getSort()) {
            case Type.OBJECT -> sink.named(type.getInternalName());
            case Type.ARRAY -> named(type.getElementType(), sink);
            case Type.METHOD -> {
                named(type.getReturnType(), sink);
                for (Type each : type.getArgumentTypes()) {
                    named(each, sink);
                }
            }
            default -> {} // numbers
        }
    }
}
