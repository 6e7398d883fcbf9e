package org.qgate.packer.prune;

import java.util.ArrayList;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.RecordComponentNode;

/** Takes from a class what only reflection, compilers and debuggers read; numbers of lines stay for stack traces. */
final class Bare {
    private Bare() {}

    static void make(ClassNode type) {
        type.signature = null;
        type.sourceDebug = null;
        type.visibleAnnotations = null;
        type.invisibleAnnotations = null;
        type.visibleTypeAnnotations = null;
        type.invisibleTypeAnnotations = null;
        type.attrs = null;
        type.fields.forEach(Bare::make);
        type.methods.forEach(Bare::make);
        if (type.recordComponents != null) {
            type.recordComponents.forEach(Bare::make);
        }
    }

    private static void make(FieldNode field) {
        field.signature = null;
        field.visibleAnnotations = null;
        field.invisibleAnnotations = null;
        field.visibleTypeAnnotations = null;
        field.invisibleTypeAnnotations = null;
        field.attrs = null;
    }

    private static void make(MethodNode method) {
        method.signature = null;
        method.exceptions = new ArrayList<>(); // compilers read it, nothing that runs
        method.parameters = null;
        method.localVariables = null;
        method.annotationDefault = null;
        method.visibleAnnotations = null;
        method.invisibleAnnotations = null;
        method.visibleTypeAnnotations = null;
        method.invisibleTypeAnnotations = null;
        method.visibleParameterAnnotations = null;
        method.invisibleParameterAnnotations = null;
        method.visibleLocalVariableAnnotations = null;
        method.invisibleLocalVariableAnnotations = null;
        method.attrs = null;
        method.tryCatchBlocks.forEach(block -> {
            block.visibleTypeAnnotations = null;
            block.invisibleTypeAnnotations = null;
        });
        method.instructions.forEach(each -> {
            each.visibleTypeAnnotations = null;
            each.invisibleTypeAnnotations = null;
        });
    }

    private static void make(RecordComponentNode component) {
        component.signature = null;
        component.visibleAnnotations = null;
        component.invisibleAnnotations = null;
        component.visibleTypeAnnotations = null;
        component.invisibleTypeAnnotations = null;
        component.attrs = null;
    }
}
