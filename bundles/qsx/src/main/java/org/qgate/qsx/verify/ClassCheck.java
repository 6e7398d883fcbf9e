package org.qgate.qsx.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.qgate.api.error.ClassError;
import org.qgate.qsx.verify.ClassFile.Method;

/** Looks at one class: what it is, and every constant by which it refers to something. */
final class ClassCheck {
    /** Methods that the virtual machine or its serialisation calls by their names. */
    private static final Map<String, ClassError> SPECIAL_METHODS = Map.of(
            "finalize ()V", ClassError.FINALIZER,
            "readObject (Ljava/io/ObjectInputStream;)V", ClassError.SERIALISATION,
            "writeObject (Ljava/io/ObjectOutputStream;)V", ClassError.SERIALISATION,
            "readObjectNoData ()V", ClassError.SERIALISATION,
            "readResolve ()Ljava/lang/Object;", ClassError.SERIALISATION,
            "writeReplace ()Ljava/lang/Object;", ClassError.SERIALISATION);

    private final ClassFile type;
    private final OwnTypes own;
    private final AllowList allowed;
    private final ClassVerifier.Collected found;
    /** What is refused of the constants, by index, so that the methods that use it can be named. */
    private final TreeMap<Integer, Finding> refused = new TreeMap<>();

    /** The code is asked for when it is known that the finding counts. */
    private record Finding(Supplier<ClassError> code, String what) {}

    private record UsedBy(String method, Code code) {}

    ClassCheck(ClassFile type, OwnTypes own, AllowList allowed, ClassVerifier.Collected found) {
        this.type = type;
        this.own = own;
        this.allowed = allowed;
        this.found = found;
    }

    void run() {
        try {
            checkSuperTypes();
            checkMethods();
            InheritanceCheck.check(type, own, allowed, found);
            boolean handles = checkConstants();
            checkLinks();
            if (handles || !refused.isEmpty()) {
                checkUse();
            }
        } catch (MalformedClassException malformed) {
            found.add(malformed.code(), type.name, malformed.getMessage());
        }
    }

    private void checkSuperTypes() {
        if (type.superName == null) {
            found.add(ClassError.SUPER_TYPE, type.name, "no super class");
        } else {
            checkSuperType(type.superName);
        }
        type.interfaces.forEach(this::checkSuperType);
    }

    private void checkSuperType(String name) {
        if (!own.has(name) && !allowed.isOpen(name)) {
            ClassError code = found.rules.ofClass(name);
            found.add(code == ClassError.CLASS ? ClassError.SUPER_TYPE : code, type.name, "extends " + name);
        }
    }

    private void checkMethods() {
        for (Method method : type.methods) {
            if ((method.access() & ClassFile.NATIVE) != 0) {
                found.add(ClassError.NATIVE_METHOD, type.name, ClassFile.key(method.name(), method.descriptor()));
            }
        }
        SPECIAL_METHODS.forEach((key, code) -> {
            if (type.members.containsKey(key)) {
                found.add(code, type.name, key);
            }
        });
    }

    /** Tells whether there are constants whose use has to be looked at in the code. */
    private boolean checkConstants() throws MalformedClassException {
        ConstantPool pool = type.pool;
        boolean handles = false;
        for (int i = 1; i < pool.size(); i++) {
            switch (pool.tag(i)) {
                case ConstantPool.CLASS -> checkClass(i, pool.className(i));
                case ConstantPool.FIELD, ConstantPool.METHOD, ConstantPool.INTERFACE_METHOD -> checkMember(i);
                case ConstantPool.METHOD_HANDLE, ConstantPool.METHOD_TYPE -> handles = true;
                case ConstantPool.DYNAMIC ->
                    refused.put(
                            i, new Finding(() -> ClassError.DYNAMIC_CONSTANT, pool.name(i) + " " + pool.descriptor(i)));
                case ConstantPool.INVOKE_DYNAMIC -> checkCallSite(i);
                default -> {} // numbers and texts refer to nothing
            }
        }
        return handles;
    }

    private void checkClass(int index, String name) {
        String element = element(name);
        if (!isKnown(element)) {
            refused.put(index, new Finding(() -> found.rules.ofClass(element), element));
        }
    }

    /** Returns the class of an array's elements; empty for those of numbers. */
    static String element(String name) {
        if (!name.startsWith("[")) {
            return name;
        }
        String inner = name.substring(name.lastIndexOf('[') + 1);
        return inner.startsWith("L") && inner.endsWith(";") ? inner.substring(1, inner.length() - 1) : "";
    }

    private boolean isKnown(String name) {
        return name.isEmpty() || own.has(name) || allowed.has(name);
    }

    private void checkMember(int index) throws MalformedClassException {
        String owner = type.pool.owner(index);
        String key = ClassFile.key(type.pool.name(index), type.pool.descriptor(index));
        if (owner.startsWith("[")) {
            boolean copies = key.equals("clone ()Ljava/lang/Object;");
            if (!copies && !allowed.hasMember("java/lang/Object", key)) {
                refused.put(index, new Finding(() -> ClassError.MEMBER, owner + "." + key));
            }
        } else if (own.has(owner)) {
            if (!own.hasMember(owner, key)) {
                refused.put(index, new Finding(() -> inherited(owner, key), owner + "." + key));
            }
        } else if (!allowed.isLink(owner, key) && !(allowed.has(owner) && allowed.hasMember(owner, key))) {
            refused.put(index, new Finding(() -> notListed(owner, key), owner + "." + key));
        }
    }

    private ClassError notListed(String owner, String key) {
        ClassError otherwise = allowed.has(owner) ? ClassError.MEMBER : found.rules.ofClass(owner);
        return found.rules.ofMember(owner, key, otherwise);
    }

    /** Returns why a member that an own class seems to inherit is not there. */
    private ClassError inherited(String owner, String key) {
        return own.lineage(owner).stream()
                .filter(name -> !own.has(name))
                .map(name -> found.rules.ofMember(name, key, ClassError.UNRESOLVED))
                .filter(code -> code != ClassError.UNRESOLVED)
                .findFirst()
                .orElse(ClassError.UNRESOLVED);
    }

    /** What a call site makes is of a class that may be used; how it is linked is looked at apart. */
    private void checkCallSite(int index) throws MalformedClassException {
        if (type.pool.first(index) >= type.bootstraps.size()) {
            throw ClassBytes.malformed("a call site that nothing links");
        }
        String descriptor = type.pool.descriptor(index);
        String made = descriptor.substring(descriptor.indexOf(')') + 1);
        String name = made.startsWith("L") && made.endsWith(";") ? made.substring(1, made.length() - 1) : element(made);
        if (made.length() > 1 && !isKnown(name)) {
            refused.put(index, new Finding(() -> found.rules.ofClass(name), name));
        }
    }

    private void checkLinks() throws MalformedClassException {
        for (ClassFile.Bootstrap bootstrap : type.bootstraps) {
            LinkCheck.check(type.pool, bootstrap, allowed, (code, what) -> found.add(code, type.name, what));
        }
    }

    /** Names the methods that use what is refused; what only tells how classes are nested is not refused. */
    private void checkUse() throws MalformedClassException {
        List<UsedBy> codes = new ArrayList<>();
        BitSet used = new BitSet();
        for (Method method : type.methods) {
            if (method.code() != 0) {
                Code code = type.code(method);
                codes.add(new UsedBy(method.name(), code));
                used.or(code.used);
                checkLoaded(method.name(), code);
            }
        }
        type.bootstraps.forEach(each -> Arrays.stream(each.arguments()).forEach(used::set));
        refused.keySet().removeIf(index -> type.mentioned.get(index) && !used.get(index));
        Set<String> said = new HashSet<>();
        refused.forEach((index, finding) -> {
            List<String> places = codes.stream()
                    .filter(each -> each.code().used.get(index))
                    .map(each -> type.name + "." + each.method())
                    .distinct()
                    .toList();
            for (String place : places.isEmpty() ? List.of(type.name) : places) {
                if (said.add(place + " " + finding.what())) {
                    found.add(finding.code().get(), place, finding.what());
                }
            }
        });
    }

    private void checkLoaded(String method, Code code) throws MalformedClassException {
        for (int i = code.loaded.nextSetBit(0); i >= 0; i = code.loaded.nextSetBit(i + 1)) {
            int tag = type.pool.tag(i);
            if (tag == ConstantPool.METHOD_HANDLE || tag == ConstantPool.METHOD_TYPE) {
                found.add(ClassError.METHOD_HANDLE, type.name + "." + method, "a handle as a value");
            }
        }
    }
}
