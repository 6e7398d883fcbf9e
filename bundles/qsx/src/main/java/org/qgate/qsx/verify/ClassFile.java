package org.qgate.qsx.verify;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.qgate.api.error.ClassError;

/**
 * A class file, taken apart as far as references go. Everything is read to its last byte; code only when it is asked for.
 * Source: JVMS 17, sections 4.1 and 4.5 to 4.7.
 */
final class ClassFile {
    static final int PUBLIC = 0x0001;
    static final int PRIVATE = 0x0002;
    static final int STATIC = 0x0008;
    static final int NATIVE = 0x0100;
    static final int INTERFACE = 0x0200;
    static final int ABSTRACT = 0x0400;
    private static final int MODULE = 0x8000;
    private static final int MAGIC = 0xcafebabe;
    private static final int OLDEST = 45;
    /** Of Java 17. */
    private static final int NEWEST = 61;
    /** From this version on (Java 12) the minor version is 0, or 65535 for previews. */
    private static final int PREVIEWS = 56;

    /** One method: where its code is, if it has any. */
    record Method(int access, String name, String descriptor, int code) {}

    /** How a call site is linked: a method handle and constants, by index. */
    record Bootstrap(int handle, int[] arguments) {}

    final ConstantPool pool;
    final int access;
    final String name;
    final String superName;
    final List<String> interfaces = new ArrayList<>();
    final List<Method> methods = new ArrayList<>();
    final List<Bootstrap> bootstraps = new ArrayList<>();
    /** Access flags of fields and methods by name and descriptor in one. */
    final Map<String, Integer> members = new HashMap<>();
    /** Classes that only tell how classes are nested. */
    final BitSet mentioned = new BitSet();

    private final ClassBytes in;

    ClassFile(byte[] file) throws MalformedClassException {
        in = new ClassBytes(file, 0, file.length);
        if (in.s4() != MAGIC) {
            throw ClassBytes.malformed("no class file");
        }
        requireVersion(in.u2(), in.u2());
        pool = new ConstantPool(in);
        access = in.u2();
        if ((access & MODULE) != 0) {
            throw ClassBytes.malformed("a module");
        }
        name = pool.className(in.u2());
        int parent = in.u2();
        superName = parent == 0 ? null : pool.className(parent);
        for (int left = in.u2(); left > 0; left--) {
            interfaces.add(pool.className(in.u2()));
        }
        readMembers(false);
        readMembers(true);
        readAttributes();
        if (!in.atEnd()) {
            throw ClassBytes.malformed("bytes after its end");
        }
    }

    private static void requireVersion(int minor, int major) throws MalformedClassException {
        if (major > NEWEST || major >= PREVIEWS && minor != 0) {
            throw new MalformedClassException(ClassError.TOO_NEW, "version " + major + "." + minor);
        }
        if (major < OLDEST) {
            throw ClassBytes.malformed("version " + major + "." + minor);
        }
    }

    private void readMembers(boolean areMethods) throws MalformedClassException {
        for (int left = in.u2(); left > 0; left--) {
            int flags = in.u2();
            String member = pool.utf8(in.u2());
            String descriptor = pool.utf8(in.u2());
            int code = 0;
            for (int more = in.u2(); more > 0; more--) {
                String attribute = pool.utf8(in.u2());
                int length = in.length();
                if (areMethods && attribute.equals("Code")) {
                    if (code != 0) {
                        throw ClassBytes.malformed(member + " has code twice");
                    }
                    code = in.at();
                }
                in.skip(length);
            }
            if (members.put(key(member, descriptor), flags) != null) {
                throw ClassBytes.malformed(member + " twice");
            }
            if (areMethods) {
                methods.add(new Method(flags, member, descriptor, code));
            }
        }
    }

    boolean isInterface() {
        return (access & INTERFACE) != 0;
    }

    static String key(String member, String descriptor) {
        return member + " " + descriptor;
    }

    private void readAttributes() throws MalformedClassException {
        Set<String> once = new HashSet<>();
        for (int left = in.u2(); left > 0; left--) {
            String attribute = pool.utf8(in.u2());
            ClassBytes part = in.part(in.length());
            if (attribute.equals("BootstrapMethods")) {
                readBootstraps(part, once.add(attribute));
            } else if (attribute.equals("InnerClasses")) {
                readNesting(part, once.add(attribute));
            }
        }
    }

    private void readBootstraps(ClassBytes part, boolean first) throws MalformedClassException {
        for (int left = part.u2(); left > 0; left--) {
            int handle = part.u2();
            int[] arguments = new int[part.u2()];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = part.u2();
                pool.tag(arguments[i]);
            }
            bootstraps.add(new Bootstrap(handle, arguments));
        }
        requireEnd(part, first);
    }

    private void readNesting(ClassBytes part, boolean first) throws MalformedClassException {
        for (int left = part.u2(); left > 0; left--) {
            mentioned.set(part.u2());
            mentioned.set(part.u2());
            part.skip(4);
        }
        mentioned.clear(0);
        requireEnd(part, first);
    }

    private static void requireEnd(ClassBytes part, boolean first) throws MalformedClassException {
        if (!first || !part.atEnd()) {
            throw ClassBytes.malformed("an attribute twice or of the wrong length");
        }
    }

    /** Returns the code of a method. */
    Code code(Method method) throws MalformedClassException {
        return new Code(in.from(method.code()));
    }
}
