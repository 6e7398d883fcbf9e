package org.qgate.qsx.verify;

import org.qgate.api.error.ClassError;
import org.qgate.qsx.verify.ClassFile.Method;

/**
 * Looks at one class of an extender that runs in a process of its own. Whatever it does there, it does to itself; refused is
 * what does not belong there: code outside of Java, and classes of the platform beside the extender API, which only happen to
 * lie on the same class path.
 */
final class ProcessCheck {
    private static final String PLATFORM = "org/qgate/";
    private static final String API = "org/qgate/ext/";

    private ProcessCheck() {}

    static void check(ClassFile type, OwnTypes own, ClassVerifier.Collected found) {
        try {
            checkForm(type, found);
            checkNode(type, own, found);
        } catch (MalformedClassException malformed) {
            found.add(malformed.code(), type.name, malformed.getMessage());
        }
    }

    private static void checkForm(ClassFile type, ClassVerifier.Collected found) throws MalformedClassException {
        if (type.superName == null) {
            found.add(ClassError.SUPER_TYPE, type.name, "no super class");
        }
        for (Method method : type.methods) {
            if ((method.access() & ClassFile.NATIVE) != 0) {
                found.add(ClassError.NATIVE_METHOD, type.name, ClassFile.key(method.name(), method.descriptor()));
            }
            if (method.code() != 0) {
                type.code(method);
            }
        }
    }

    private static void checkNode(ClassFile type, OwnTypes own, ClassVerifier.Collected found)
            throws MalformedClassException {
        ConstantPool pool = type.pool;
        for (int i = 1; i < pool.size(); i++) {
            if (pool.tag(i) == ConstantPool.CLASS) {
                String name = ClassCheck.element(pool.className(i));
                if (name.startsWith(PLATFORM) && !name.startsWith(API) && !own.has(name)) {
                    found.add(ClassError.NODE, type.name, name);
                }
            }
        }
    }
}
