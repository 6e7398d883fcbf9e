package org.qgate.qsx.verify;

import org.qgate.api.error.ClassError;

/** Looks at one way in which call sites of a class are linked: only by those of the list, and no lambda is serialisable. */
final class LinkCheck {
    private static final int INVOKE_STATIC = 6; // JVMS 17, table 5.4.3.5-A
    private static final String ALT_METAFACTORY = "altMetafactory";
    /** Place of the flags among the arguments of {@code altMetafactory}, and the flag of serialisable lambdas. */
    private static final int FLAGS = 3;

    private static final int SERIALISABLE = 1;

    /** Takes a finding. */
    interface Sink {
        void refuse(ClassError code, String what);
    }

    private LinkCheck() {}

    static void check(ConstantPool pool, ClassFile.Bootstrap bootstrap, AllowList allowed, Sink sink)
            throws MalformedClassException {
        int handle = bootstrap.handle();
        if (pool.tag(handle) != ConstantPool.METHOD_HANDLE) {
            throw ClassBytes.malformed("a call site that is linked by no method");
        }
        int method = pool.second(handle);
        String owner = pool.owner(method);
        String key = ClassFile.key(pool.name(method), pool.descriptor(method));
        if (pool.first(handle) != INVOKE_STATIC || !allowed.isLink(owner, key)) {
            sink.refuse(ClassError.BOOTSTRAP, owner + "." + key);
        } else if (pool.name(method).equals(ALT_METAFACTORY) && isSerialisable(pool, bootstrap.arguments())) {
            sink.refuse(ClassError.SERIALISATION, "a lambda");
        }
    }

    private static boolean isSerialisable(ConstantPool pool, int[] arguments) throws MalformedClassException {
        return arguments.length <= FLAGS
                || pool.tag(arguments[FLAGS]) != ConstantPool.INTEGER
                || (pool.first(arguments[FLAGS]) & SERIALISABLE) != 0;
    }
}
