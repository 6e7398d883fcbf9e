package org.qgate.qsx.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.qgate.api.error.ClassError;
import org.qgate.qsx.Samples;
import org.qgate.qsx.TestCompiler;
import org.qgate.qsx.refuse.Refusal;

/** What a Java compiler makes of attacks, in packages that are right in every other respect. */
class ClassAttackTest {
    private static Arguments attack(String name, ClassError code, String body) {
        return Arguments.of(name, code, body, "");
    }

    private static Arguments attack(String name, ClassError code, String body, String members) {
        return Arguments.of(name, code, body, members);
    }

    static Stream<Arguments> attacks() {
        return Stream.of(
                attack(
                        "own class loader",
                        ClassError.CLASS_LOADER,
                        "new Loader();",
                        "class Loader extends ClassLoader {}"),
                attack("loader of a class", ClassError.CLASS_LOADER, "Host.class.getClassLoader();"),
                attack("class by name", ClassError.CLASS_LOADER, "Class.forName(\"java.lang.Runtime\");"),
                attack("loader of addresses", ClassError.CLASS_LOADER, "new java.net.URLClassLoader(null);"),
                attack(
                        "loader of the thread",
                        ClassError.CLASS_LOADER,
                        "Thread.currentThread().getContextClassLoader();"),
                attack("resource", ClassError.CLASS_LOADER, "Host.class.getResourceAsStream(\"/x\");"),
                attack("module", ClassError.CLASS_LOADER, "Host.class.getModule();"),
                attack(
                        "hidden class",
                        ClassError.HIDDEN_CLASS,
                        "java.lang.invoke.MethodHandles.lookup().defineHiddenClass(new byte[0], true);"),
                attack(
                        "defined class",
                        ClassError.HIDDEN_CLASS,
                        "java.lang.invoke.MethodHandles.lookup().defineClass(new byte[0]);"),
                attack(
                        "reflection on methods",
                        ClassError.REFLECTION,
                        "Host.class.getDeclaredMethods()[0].invoke(null);"),
                attack(
                        "reflection on fields",
                        ClassError.REFLECTION,
                        "String.class.getDeclaredField(\"value\").setAccessible(true);"),
                attack("proxy", ClassError.REFLECTION, "java.lang.reflect.Proxy.newProxyInstance(null, null, null);"),
                attack("stack walker", ClassError.REFLECTION, "StackWalker.getInstance();"),
                attack(
                        "field updater",
                        ClassError.REFLECTION,
                        "java.util.concurrent.atomic.AtomicIntegerFieldUpdater.newUpdater(Host.class, \"x\");"),
                attack(
                        "method handle",
                        ClassError.METHOD_HANDLE,
                        "java.lang.invoke.MethodHandles.lookup().findStatic(Math.class, \"abs\", null).invoke();"),
                attack(
                        "variable handle",
                        ClassError.METHOD_HANDLE,
                        "java.lang.invoke.MethodHandles.arrayElementVarHandle(int[].class);"),
                attack("runtime", ClassError.RUNTIME, "Runtime.getRuntime().halt(0);"),
                attack(
                        "runtime by reference",
                        ClassError.RUNTIME,
                        "java.util.function.Supplier<?> s = Runtime::getRuntime; s.get();"),
                attack("management", ClassError.RUNTIME, "java.lang.management.ManagementFactory.getRuntimeMXBean();"),
                attack("process builder", ClassError.PROCESS, "new ProcessBuilder(\"id\").start();"),
                attack("process handle", ClassError.PROCESS, "ProcessHandle.current().destroy();"),
                attack("socket", ClassError.SOCKET, "new java.net.Socket(\"localhost\", 1);"),
                attack("server", ClassError.SOCKET, "new java.net.ServerSocket(1);"),
                attack("channel", ClassError.SOCKET, "java.nio.channels.SocketChannel.open();"),
                attack("address", ClassError.SOCKET, "java.net.InetAddress.getByName(\"localhost\");"),
                attack("location", ClassError.SOCKET, "new java.net.URL(\"http://localhost/\").openStream();"),
                attack("location of a name", ClassError.SOCKET, "java.net.URI.create(\"http://x/\").toURL();"),
                attack("file", ClassError.FILE, "new java.io.File(\"/etc/passwd\").exists();"),
                attack(
                        "path",
                        ClassError.FILE,
                        "java.nio.file.Files.readString(java.nio.file.Path.of(\"/etc/passwd\"));"),
                attack("file stream", ClassError.FILE, "new java.io.FileOutputStream(\"/tmp/x\");"),
                attack("file channel", ClassError.FILE, "java.nio.channels.FileChannel.open(null);"),
                attack("writer to a file", ClassError.FILE, "new java.io.PrintWriter(\"/tmp/x\");"),
                attack("printer to a file", ClassError.FILE, "new java.io.PrintStream(\"/tmp/x\");"),
                attack("formatter to a file", ClassError.FILE, "new java.util.Formatter(\"/tmp/x\");"),
                attack("scanner of a file", ClassError.FILE, "new java.util.Scanner(java.nio.file.Path.of(\"/x\"));"),
                attack("archive", ClassError.FILE, "new java.util.zip.ZipFile(\"/x\");"),
                attack("thread", ClassError.THREAD, "new Thread(() -> {}).start();"),
                attack("own thread", ClassError.THREAD, "new Own();", "class Own extends Thread {}"),
                attack("sleep", ClassError.THREAD, "Thread.sleep(1);"),
                attack("sleep by unit", ClassError.THREAD, "java.util.concurrent.TimeUnit.DAYS.sleep(1);"),
                attack("thread local", ClassError.THREAD, "new ThreadLocal<String>();"),
                attack("all threads", ClassError.THREAD, "Thread.getAllStackTraces();"),
                attack("executor", ClassError.THREAD, "java.util.concurrent.Executors.newCachedThreadPool();"),
                attack("timer", ClassError.THREAD, "new java.util.Timer();"),
                attack("parking", ClassError.THREAD, "java.util.concurrent.locks.LockSupport.park();"),
                attack("parallel stream", ClassError.COMMON_POOL, "java.util.List.of(1).parallelStream().count();"),
                attack(
                        "stream made parallel",
                        ClassError.COMMON_POOL,
                        "java.util.stream.IntStream.of(1).parallel().sum();"),
                attack(
                        "inherited parallel stream",
                        ClassError.COMMON_POOL,
                        "new Own().parallelStream();",
                        "class Own extends java.util.ArrayList<String> { private static final long serialVersionUID = 1; }"),
                attack("parallel sort", ClassError.COMMON_POOL, "java.util.Arrays.parallelSort(new int[0]);"),
                attack("common pool", ClassError.COMMON_POOL, "java.util.concurrent.ForkJoinPool.commonPool();"),
                attack(
                        "asynchronous",
                        ClassError.COMMON_POOL,
                        "java.util.concurrent.CompletableFuture.runAsync(() -> {});"),
                attack(
                        "asynchronous continuation",
                        ClassError.COMMON_POOL,
                        "new java.util.concurrent.CompletableFuture<String>().thenApplyAsync(x -> x);"),
                attack(
                        "timer of futures",
                        ClassError.COMMON_POOL,
                        "new java.util.concurrent.CompletableFuture<String>().orTimeout(1, null);"),
                attack(
                        "parallel map",
                        ClassError.COMMON_POOL,
                        "new java.util.concurrent.ConcurrentHashMap<String, String>().forEach(1, (a, b) -> {});"),
                attack(
                        "asynchronous by an interface",
                        ClassError.COMMON_POOL,
                        "((P) new Own()).thenRunAsync(() -> {});",
                        "interface P { java.util.concurrent.CompletableFuture<Void> thenRunAsync(Runnable r); }"
                                + " static class Own extends java.util.concurrent.CompletableFuture<Void> implements P {}"),
                attack(
                        "asynchronous by a default method",
                        ClassError.COMMON_POOL,
                        "((P) new Own()).thenRunAsync(() -> {});",
                        "interface P { default java.util.concurrent.CompletableFuture<Void> thenRunAsync(Runnable r)"
                                + " { return null; } }"
                                + " static class Own extends java.util.concurrent.CompletableFuture<Void> implements P {}"),
                attack(
                        "trace by an interface",
                        ClassError.GLOBAL_STATE,
                        "((P) new Own()).printStackTrace();",
                        "interface P { void printStackTrace(); }"
                                + " static class Own extends Exception implements P {}"),
                attack(
                        "objects from bytes",
                        ClassError.SERIALISATION,
                        "new java.io.ObjectInputStream(null).readObject();"),
                attack(
                        "serialisable class",
                        ClassError.SERIALISATION,
                        "new Own();",
                        "class Own implements java.io.Serializable { private static final long serialVersionUID = 1; }"),
                attack("externalisable", ClassError.SERIALISATION, "Object o = (java.io.Externalizable) null;"),
                attack(
                        "serialisable lambda",
                        ClassError.SERIALISATION,
                        "Runnable r = (Runnable & java.io.Serializable) () -> {}; r.run();"),
                attack(
                        "replaced when read",
                        ClassError.SERIALISATION,
                        "new Own();",
                        "class Own { private Object readResolve() { return null; } }"),
                attack("service loader", ClassError.SERVICE_LOADER, "java.util.ServiceLoader.load(Host.class);"),
                attack(
                        "finalizer",
                        ClassError.FINALIZER,
                        "new Own();",
                        "class Own { @SuppressWarnings(\"removal\") protected void finalize() {} }"),
                attack("cleaner", ClassError.FINALIZER, "java.lang.ref.Cleaner.create();"),
                attack("phantom", ClassError.FINALIZER, "new java.lang.ref.PhantomReference<String>(null, null);"),
                attack("direct buffer", ClassError.FOREIGN_MEMORY, "java.nio.ByteBuffer.allocateDirect(1);"),
                attack("native method", ClassError.NATIVE_METHOD, "new Own();", "class Own { native void x(); }"),
                attack("native library", ClassError.NATIVE_METHOD, "System.loadLibrary(\"x\");"),
                attack("native library by runtime", ClassError.NATIVE_METHOD, "Runtime.getRuntime().load(\"/x\");"),
                attack("exit", ClassError.SYSTEM, "System.exit(0);"),
                attack("property", ClassError.SYSTEM, "System.getProperty(\"user.home\");"),
                attack("environment", ClassError.SYSTEM, "System.getenv();"),
                attack("standard output", ClassError.SYSTEM, "System.out.println();"),
                attack("wall clock", ClassError.SYSTEM, "System.currentTimeMillis();"),
                attack("instant", ClassError.CLOCK, "java.time.Instant.now();"),
                attack("clock", ClassError.CLOCK, "java.time.Clock.systemUTC().millis();"),
                attack("date", ClassError.CLOCK, "new java.util.Date();"),
                attack("random numbers", ClassError.RANDOMNESS, "Math.random();"),
                attack("secure random numbers", ClassError.RANDOMNESS, "new java.security.SecureRandom();"),
                attack("provider", ClassError.RANDOMNESS, "java.security.Security.getProviders();"),
                attack("number of a property", ClassError.GLOBAL_STATE, "Integer.getInteger(\"x\");"),
                attack("locale of all", ClassError.GLOBAL_STATE, "java.util.Locale.setDefault(java.util.Locale.ROOT);"),
                attack("trace on the console", ClassError.GLOBAL_STATE, "new Exception().printStackTrace();"));
    }

    /** All of them are compiled at once, each as a class of its own. */
    private static final Map<String, byte[]> COMPILED = compile();

    private static Map<String, byte[]> compile() {
        List<String> sources = attacks()
                .map(Arguments::get)
                .map(given -> source(type((String) given[0]), (String) given[2], (String) given[3]))
                .toList();
        return TestCompiler.compile(sources.toArray(String[]::new));
    }

    private static String type(String name) {
        return "Attack" + name.replace(" ", "");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void shouldRefuse(String name, ClassError code, String body, String members) {
        Map<String, byte[]> classes = Samples.classes();
        String own = "org/example/echo/" + type(name);
        COMPILED.forEach((file, bytes) -> {
            if (file.equals(own + ".class") || file.startsWith(own + "$")) {
                classes.put(file, bytes);
            }
        });
        List<Refusal> refusals = Samples.refusals(Samples.file(Samples.manifest(), classes));
        assertTrue(refusals.stream().anyMatch(each -> each.code() == code), () -> code + " not in " + refusals);
        assertTrue(refusals.stream().allMatch(each -> each.code() instanceof ClassError), refusals::toString);
        refusals.forEach(each -> assertTrue(each.where().startsWith(own), each::line));
    }

    private static String source(String type, String body, String members) {
        String nested = members.isEmpty() ? "" : "static " + members;
        return """
                package org.example.echo;
                import org.qgate.ext.Host;
                @SuppressWarnings("all")
                public class %s {
                    void attack() throws Throwable { %s }
                    %s
                }
                """.formatted(type, body, nested);
    }

    @Test
    void shouldNameTheMethodTheReferenceAndTheSubstitute() {
        Map<String, byte[]> classes = Samples.classes();
        classes.putAll(TestCompiler.compile(source("Attack", "System.nanoTime();", "")));
        List<Refusal> refusals = Samples.refusals(Samples.file(Samples.manifest(), classes));
        assertEquals(1, refusals.size(), refusals::toString);
        assertEquals(
                "QG-EXT-0185 org/example/echo/Attack.attack: java/lang/System.nanoTime ()J. A member of java.lang.System"
                        + " is used other than arraycopy, identityHashCode and lineSeparator. Use Host.time(), Host.log()"
                        + " and Host.settings().",
                refusals.get(0).line());
    }

    @Test
    void shouldStopCollectingAtTheBound() {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 700; i++) {
            body.append("void a").append(i).append("() { System.exit(0); Runtime.getRuntime(); }\n");
        }
        Map<String, byte[]> classes = Samples.classes();
        classes.putAll(TestCompiler.compile(source("Attack", "", "void none() {}" + body)));
        List<Refusal> refusals = Samples.refusals(Samples.file(Samples.manifest(), classes));
        assertEquals(ClassVerifier.MOST_FINDINGS, refusals.size());
    }
}
