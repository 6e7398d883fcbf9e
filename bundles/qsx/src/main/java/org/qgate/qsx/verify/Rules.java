package org.qgate.qsx.verify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.qgate.api.error.ClassError;

/**
 * Says why something that is not on the list is not: the code whose advice names what to use instead. Decides nothing; a
 * reference that matches none of these is refused all the same. One for each bundle: it remembers what it said.
 */
final class Rules {
    private record Rule(Pattern reference, ClassError code) {}

    /** Said of what no rule names: none of the rules has this code. */
    private static final ClassError NONE = ClassError.CLASS;

    /** Over {@code owner.name descriptor}, or {@code owner.} for a class alone; the first that matches counts. */
    private static final List<Rule> ALL = List.of(
            rule(
                    "java/lang/(Runtime\\.load.*|Runtime\\.loadLibrary.*|System\\.(load|loadLibrary|mapLibraryName) .*)",
                    ClassError.NATIVE_METHOD),
            rule(
                    "java/lang/(Runtime|Shutdown|ApplicationShutdownHooks)[.$].*|(java/lang|javax)/management/.*",
                    ClassError.RUNTIME),
            rule(
                    "java/lang/(Process|ProcessBuilder|ProcessHandle|ProcessImpl|ProcessEnvironment)[.$].*",
                    ClassError.PROCESS),
            rule("java/lang/System\\.(console|inheritedChannel) .*|java/io/Console\\..*", ClassError.SYSTEM),
            rule("java/lang/System[.$].*", ClassError.SYSTEM),
            rule(
                    "java/lang/invoke/MethodHandles\\$Lookup\\.define.*|java/lang/ClassLoader\\.defineClass .*"
                            + "|java/lang/Compiler\\..*|javax/tools/.*|java/lang/instrument/.*",
                    ClassError.HIDDEN_CLASS),
            rule(
                    "java/lang/(ClassLoader|ModuleLayer|Module|Package)[.$].*|java/net/URLClassLoader[.$].*"
                            + "|java/security/SecureClassLoader\\..*|java/lang/module/.*"
                            + "|java/lang/Class\\.(getClassLoader|getModule|getPackage|getResource.*|forName|"
                            + "getProtectionDomain) .*|java/lang/Thread\\..*ContextClassLoader .*"
                            + "|java/util/ResourceBundle[.$].*",
                    ClassError.CLASS_LOADER),
            rule(
                    "java/lang/reflect/.*|java/lang/Class\\..*|java/lang/StackWalker[.$].*|java/beans/.*"
                            + "|java/util/concurrent/atomic/Atomic[A-Za-z]*FieldUpdater\\..*|sun/reflect/.*",
                    ClassError.REFLECTION),
            rule("java/lang/invoke/.*|java/lang/constant/.*", ClassError.METHOD_HANDLE),
            rule(
                    "java/lang/(Thread|ThreadGroup|ThreadLocal|InheritableThreadLocal|ScopedValue)[.$].*"
                            + "|java/util/(Timer|TimerTask)\\..*|java/util/concurrent/locks/LockSupport\\..*"
                            + "|java/util/concurrent/(Executors|ThreadPoolExecutor|ScheduledThreadPoolExecutor|ThreadFactory|"
                            + "ExecutorService|ScheduledExecutorService|AbstractExecutorService|ExecutorCompletionService|"
                            + "StructuredTaskScope)[.$].*|java/util/concurrent/TimeUnit\\.(sleep|timedJoin|timedWait) .*",
                    ClassError.THREAD),
            rule(
                    ".*\\.(parallelStream|parallel|parallel[A-Z][A-Za-z]*) .*|.*\\.[a-zA-Z]*Async .*\\)Ljava/util/concurrent/Complet[a-zA-Z]*;"
                            + "|java/util/concurrent/(CompletableFuture|CompletionStage)\\.[a-zA-Z]*(Async|orTimeout|"
                            + "completeOnTimeout|delayedExecutor|defaultExecutor) .*"
                            + "|java/util/concurrent/(ForkJoin.*|Recursive.*|CountedCompleter|SubmissionPublisher)[.$].*"
                            + "|java/util/concurrent/ConcurrentHashMap\\.[a-zA-Z]+ \\(J.*"
                            + "|java/util/stream/StreamSupport\\..*",
                    ClassError.COMMON_POOL),
            rule(
                    "java/io/(Object(In|Out)put.*|Serializable|Externalizable|SerializablePermission|InvalidObject.*|"
                            + "NotSerializable.*)[.$].*|java/lang/invoke/SerializedLambda\\..*|java/rmi/.*",
                    ClassError.SERIALISATION),
            rule(
                    "java/(io/(File|RandomAccessFile|FileDescriptor|TempFile)|nio/file/|nio/channels/FileChannel)"
                            + "[A-Za-z/]*[.$]?.*|java/util/(zip/ZipFile|jar/JarFile|logging/FileHandler)[.$].*"
                            + "|.*\\.<init> .*Ljava/(io/File|nio/file/Path);.*"
                            + "|java/(io/Print(Writer|Stream)|util/Formatter)\\.<init> \\(Ljava/lang/String;.*",
                    ClassError.FILE),
            rule("java/net/.*|javax/net/.*|java/nio/channels/.*|sun/net/.*|com/sun/net/.*", ClassError.SOCKET),
            rule("java/util/ServiceLoader[.$].*|java/util/spi/.*|java/.*/spi/.*", ClassError.SERVICE_LOADER),
            rule(".*\\.finalize \\(\\)V|java/lang/ref/.*", ClassError.FINALIZER),
            rule(
                    "java/lang/foreign/.*|jdk/incubator/foreign/.*|(sun/misc|jdk/internal/misc)/Unsafe\\..*"
                            + "|java/nio/(ByteBuffer\\.allocateDirect .*|MappedByteBuffer\\..*)|jdk/incubator/vector/.*"
                            + "|java/util/zip/(In|De)flater.*",
                    ClassError.FOREIGN_MEMORY),
            rule(
                    "java/time/.*\\.(now|system.*|systemDefault|tick[A-Z].*) .*"
                            + "|java/util/(Date|Calendar|GregorianCalendar|TimeZone|SimpleTimeZone)[.$].*"
                            + "|java/text/(Simple)?DateFormat[.$].*",
                    ClassError.CLOCK),
            rule(
                    "java/security/.*|javax/crypto/.*|java/util/(Random|SplittableRandom)\\..*|java/util/random/.*"
                            + "|java/util/UUID\\.randomUUID .*|java/util/concurrent/ThreadLocalRandom\\..*"
                            + "|java/lang/(Strict)?Math\\.random .*",
                    ClassError.RANDOMNESS),
            rule(
                    "java/lang/(Integer\\.getInteger|Long\\.getLong|Boolean\\.getBoolean) .*|java/util/Locale\\.[gs]etDefault .*"
                            + "|java/util/(logging|prefs)/.*|.*\\.printStackTrace \\(\\)V"
                            + "|java/time/zone/ZoneRulesProvider\\..*|java/util/Currency\\..*|java/sql/.*|java/awt/.*",
                    ClassError.GLOBAL_STATE),
            rule("org/osgi/.*|org/apache/(karaf|felix|aries|sshd)/.*|org/ops4j/.*", ClassError.FRAMEWORK),
            rule("org/qgate/.*", ClassError.NODE));

    private final Map<String, ClassError> said = new HashMap<>();

    private static Rule rule(String reference, ClassError code) {
        return new Rule(Pattern.compile(reference), code);
    }

    /** Returns the code for a class that is not listed. */
    ClassError ofClass(String name) {
        return find(name + ".", ClassError.CLASS);
    }

    /** Returns the code for a member that is not listed. */
    ClassError ofMember(String owner, String key, ClassError otherwise) {
        return find(owner + "." + key, otherwise);
    }

    private ClassError find(String reference, ClassError otherwise) {
        ClassError code = said.computeIfAbsent(reference, Rules::first);
        return code == NONE ? otherwise : code;
    }

    private static ClassError first(String reference) {
        return ALL.stream()
                .filter(rule -> rule.reference().matcher(reference).matches())
                .map(Rule::code)
                .findFirst()
                .orElse(NONE);
    }
}
