package org.qgate.api.error;

/** Why a class of an extender is refused. None of these goes away by trying again. */
public enum ClassError implements ErrorCode {
    /** No class file. */
    MALFORMED(160, "A class file is malformed.", "Compile it anew; obfuscators and old tools leave such files."),
    /** For another Java. */
    TOO_NEW(
            161,
            "A class file is for a newer version of Java than 17, or uses its previews.",
            "Compile with --release 17."),
    /** A class elsewhere. */
    WRONG_PLACE(162, "A class file lies at another place than its name says.", "Pack it anew with qgate:qsx."),
    /** Somebody else's package. */
    FOREIGN_PACKAGE(
            163,
            "A class claims to be part of a package of Java or of the platform.",
            "Move it to a package of your own."),
    /** Not on the list. */
    CLASS(
            164,
            "A class is used that extenders do not have.",
            "docs/extenders.md says what there is; embed a pure Java library otherwise."),
    /** Not on the list. */
    MEMBER(165, "A method or field is used that extenders do not have.", "docs/extenders.md says what there is."),
    /** Neither own nor given. */
    UNRESOLVED(
            166,
            "A method or field is used that no class of the bundle nor of the platform has.",
            "Embed the library that has it, in one version."),
    /** Not to be extended. */
    SUPER_TYPE(
            167,
            "A class extends a class or interface that extenders may not extend.",
            "Hold an object of it instead of extending it."),
    /** Code outside of the JVM. */
    NATIVE_METHOD(
            168,
            "A class has a native method or loads a native library.",
            "Use Java; native code needs a tier that this version does not have."),
    /** Code on the collector's threads. */
    FINALIZER(
            169,
            "A class has a finalizer or uses a cleaner or references with queues.",
            "Close what you open in Service.stop()."),
    /** Computed while it is linked. */
    DYNAMIC_CONSTANT(
            170,
            "A class has a constant that is computed when it is linked.",
            "Compile with javac, which makes none; use a static final field."),
    /** A linkage of another kind. */
    BOOTSTRAP(
            171,
            "A class is linked by another method than those of lambdas, records, switch and string concatenation.",
            "Compile with javac --release 17; other languages have an option for plain calls."),
    /** Calls that nobody can look at. */
    METHOD_HANDLE(
            172,
            "Method or variable handles are used.",
            "Use lambdas, method references, and the atomic classes of java.util.concurrent.atomic."),
    /** Calls that nobody can look at. */
    REFLECTION(
            173, "Reflection is used.", "Call directly; for plug-ins of your own use a switch or a map of suppliers."),
    /** Classes from elsewhere. */
    CLASS_LOADER(174, "A class loader is used or made.", "Embed all classes; keep small resources as constants."),
    /** Classes from bytes. */
    HIDDEN_CLASS(175, "A class is defined from bytes.", "Embed all classes; generate source before compiling."),
    /** The virtual machine itself. */
    RUNTIME(
            176,
            "java.lang.Runtime or a management class is used.",
            "There is none; what the node says of itself comes by Host.node()."),
    /** Other programs. */
    PROCESS(
            177,
            "Processes are started or looked at.",
            "There is none; what needs other programs cannot be an extender."),
    /** The network past the node. */
    SOCKET(
            178,
            "Sockets, addresses or URLs are opened.",
            "Use Host.net() with the permissions net.dial and net.accept."),
    /** The host's files. */
    FILE(
            179,
            "Files or paths are used.",
            "Use Host.space() with the permission store.use, or streams of bytes in memory."),
    /** Threads past the quota. */
    THREAD(
            180,
            "Threads, executors, timers or thread locals are made or waited for.",
            "Use Host.tasks(); Thread.currentThread().interrupt() and isInterrupted() are there."),
    /** Work on threads of the node. */
    COMMON_POOL(
            181,
            "Work would run on the common pool or on a timer of Java.",
            "Use sequential streams, and the *Async methods that take an executor, with Host.tasks().executor()."),
    /** Objects from bytes. */
    SERIALISATION(
            182,
            "Java serialisation is used, or a lambda that can be serialised.",
            "Use Host.json(), or write fields with DataOutputStream."),
    /** Classes that others name. */
    SERVICE_LOADER(183, "java.util.ServiceLoader is used.", "Name the implementation: new MyCodec()."),
    /** Memory outside of the heap. */
    FOREIGN_MEMORY(184, "Memory outside of the heap is used.", "Use ByteBuffer.allocate and arrays."),
    /** The process itself. */
    SYSTEM(
            185,
            "A member of java.lang.System is used other than arraycopy, identityHashCode and lineSeparator.",
            "Use Host.time(), Host.log() and Host.settings()."),
    /** The framework itself. */
    FRAMEWORK(
            186,
            "Classes of OSGi or Karaf are used.",
            "Implement org.qgate.ext.Service; it gets all that it may use from its Host."),
    /** The node itself. */
    NODE(
            187,
            "Classes of the node other than org.qgate.ext are used.",
            "Use org.qgate.ext only; nothing else stays compatible."),
    /** Time past the permission. */
    CLOCK(
            188,
            "The time of day or the default time zone is read from Java.",
            "Use Host.time() with the permission time.read, and pass zones explicitly."),
    /** Randomness that is none. */
    RANDOMNESS(189, "Random numbers or cryptography are taken from Java.", "Use Host.random() and Host.keys()."),
    /** What all of the node shares. */
    GLOBAL_STATE(
            190,
            "State that all of the node shares is read or changed: properties, defaults, logging, preferences.",
            "Use Host.settings() and Host.log().");

    private final ErrorEntry entry;

    ClassError(int number, String meaning, String advice) {
        entry = ErrorEntry.of("EXT", number, Severity.ERROR, Retry.WILL_NOT_HELP, meaning, advice);
    }

    @Override
    public ErrorEntry entry() {
        return entry;
    }
}
