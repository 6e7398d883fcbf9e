package org.qgate.qsx.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qgate.qsx.Samples;
import org.qgate.qsx.TestCompiler;

/** What authors write every day is accepted. */
class ModernJavaTest {
    private static void assertAccepted(String... sources) {
        Map<String, byte[]> classes = Samples.classes();
        classes.putAll(TestCompiler.compile(sources));
        assertEquals(List.of(), Samples.refusals(Samples.file(Samples.manifest(), classes)));
    }

    @Test
    void shouldAcceptTheLanguage() {
        assertAccepted("""
                package org.example.echo;
                import java.util.*;
                import java.util.function.*;
                public final class Language {
                    sealed interface Shape permits Circle, Square {}
                    record Circle(double radius) implements Shape {}
                    record Square(double side, String name) implements Shape {}
                    enum Colour { RED { @Override String word() { return "r"; } }, BLUE; String word() { return name(); } }
                    @interface Marked { String value() default ""; }
                    @Marked("x") static <T extends Comparable<T>> T most(List<? extends T> list) {
                        return list.stream().max(Comparator.naturalOrder()).orElseThrow();
                    }
                    double area(Shape shape) {
                        if (shape instanceof Circle circle && circle.radius() > 0) { return Math.PI * circle.radius(); }
                        return shape instanceof Square square ? square.side() * square.side() : 0;
                    }
                    int number(String text) {
                        return switch (text) { case "a", "b" -> 1; case "c" -> { int x = 2; yield x; } default -> 0; };
                    }
                    int colour(Colour colour) { return switch (colour) { case RED -> 1; case BLUE -> 2; }; }
                    String join(Object one, long two, char three) { return one + ":" + two + three + "\\u00e9"; }
                    Runnable twice(Runnable task) { return () -> { task.run(); task.run(); }; }
                    Function<String, Integer> parse() { return Integer::parseInt; }
                    Supplier<List<String>> maker() { return ArrayList::new; }
                    IntFunction<String[]> array() { return String[]::new; }
                    Object both() { return (Runnable & Comparable<String>) null; }
                    Runnable marked() { return (Runnable & Cloneable) () -> {}; }
                    Object clone(int[] one, String[][] other) { return List.of(one.clone(), other.clone()); }
                    synchronized void guarded(AutoCloseable closeable) throws Exception {
                        try (closeable) { assert hashCode() != 7 : "odd"; }
                        catch (IllegalStateException | IllegalArgumentException odd) { throw new Own("x", odd); }
                        finally { notifyAll(); }
                    }
                    Iterator<String> iterator() {
                        return new Iterator<>() {
                            private int left = 3;
                            @Override public boolean hasNext() { return left-- > 0; }
                            @Override public String next() { return Integer.toString(left); }
                        };
                    }
                    interface Named { String label(); default String shout() { return label() + "!"; } static Named of() { return () -> "x"; } }
                    enum Kind implements Named { ONE { @Override public String label() { return "1"; } } }
                    static abstract class Half implements Named { public String label() { return "h"; } }
                    static final class Full extends Half implements Comparable<Full>, Counted<Integer> {
                        @Override public int compareTo(Full other) { return 0; }
                        @Override public Integer count() { return 1; }
                    }
                    interface Counted<T> { T count(); }
                    interface Sized { int size(); boolean equals(Object other); }
                    static final class Names extends ArrayList<String> implements Sized, Named {
                        private static final long serialVersionUID = 1;
                        @Override public String label() { return "n"; }
                    }
                    static class Own extends RuntimeException {
                        private static final long serialVersionUID = 1;
                        Own(String text, Throwable cause) { super(text, cause); }
                    }
                }
                """);
    }

    @Test
    void shouldAcceptTheLibraries() {
        assertAccepted("""
                package org.example.echo;
                import java.io.*;
                import java.math.*;
                import java.nio.*;
                import java.nio.charset.*;
                import java.time.*;
                import java.time.format.*;
                import java.util.*;
                import java.util.concurrent.*;
                import java.util.concurrent.atomic.*;
                import java.util.concurrent.locks.*;
                import java.util.regex.*;
                import java.util.stream.*;
                public final class Libraries {
                    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();
                    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
                    private final Map<String, String> cache = new LinkedHashMap<>(16, 0.75f, true) {
                        private static final long serialVersionUID = 1;
                        @Override protected boolean removeEldestEntry(Map.Entry<String, String> eldest) { return size() > 9; }
                    };
                    Map<String, Long> words(String text) {
                        return Arrays.stream(text.split("\\\\s+")).filter(word -> !word.isBlank()).map(String::toLowerCase)
                                .collect(Collectors.groupingBy(word -> word, TreeMap::new, Collectors.counting()));
                    }
                    byte[] pack(List<String> texts) throws IOException {
                        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                        try (DataOutputStream out = new DataOutputStream(bytes)) {
                            out.writeInt(texts.size());
                            for (String text : texts) { out.writeUTF(text); }
                        }
                        return bytes.toByteArray();
                    }
                    String read(InputStream in) throws IOException {
                        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                            return reader.lines().collect(Collectors.joining("\\n"));
                        } catch (UncheckedIOException odd) { throw odd.getCause(); }
                    }
                    long count(String name) {
                        lock.writeLock().lock();
                        try { return counts.computeIfAbsent(name, any -> new AtomicLong()).incrementAndGet(); }
                        finally { lock.writeLock().unlock(); }
                    }
                    CompletableFuture<String> later(Executor executor) {
                        return CompletableFuture.supplyAsync(() -> "x", executor).thenApplyAsync(x -> x + x, executor)
                                .thenCombine(CompletableFuture.completedFuture("y"), String::concat).whenComplete((a, b) -> {});
                    }
                    String when(long ms) {
                        return DateTimeFormatter.ISO_INSTANT.format(Instant.ofEpochMilli(ms).plus(Duration.ofDays(1)))
                                + LocalDate.of(2026, Month.MAY, 1).atStartOfDay(ZoneOffset.UTC).toInstant();
                    }
                    Object mixed(String text) throws Exception {
                        Matcher matcher = Pattern.compile("(?<a>x+)").matcher(text);
                        ByteBuffer buffer = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(7).flip();
                        if (Thread.currentThread().isInterrupted()) { Thread.currentThread().interrupt(); }
                        System.arraycopy(new int[1], 0, new int[1], 0, 1);
                        BlockingQueue<String> queue = new LinkedBlockingQueue<>(5);
                        queue.offer("x", 1, TimeUnit.SECONDS);
                        new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS);
                        return List.of(matcher.find(), buffer.getInt(), new BigDecimal("1.5").setScale(0, RoundingMode.UP),
                                BigInteger.TWO.pow(9), Base64.getEncoder().encode(new byte[3]), HexFormat.of().formatHex(new byte[2]),
                                Optional.of(1).map(x -> x + 1), EnumSet.noneOf(TimeUnit.class), new Random(7).nextInt(),
                                new StringJoiner(",").add("x"), Objects.hash(1, 2), IntStream.range(0, 9).boxed().toList(),
                                String.format("%d", 1), new StringBuilder().append('x').reverse().length(),
                                java.security.MessageDigest.getInstance("SHA-256").digest(new byte[1]), UUID.fromString("x"),
                                java.net.URI.create("x").getHost(), queue, cache, getClass().getSimpleName());
                    }
                }
                """);
    }

    @Test
    void shouldAcceptTheExtenderApi() {
        assertAccepted("""
                package org.example.echo;
                import java.util.*;
                import org.qgate.ext.*;
                public final class Whole implements Service {
                    private Host host;
                    @Override public void start(Host given) throws Exception {
                        host = given;
                        if (host.granted(Permission.LOG_WRITE)) { host.log().info(host.id() + " " + host.version()); }
                        host.net().serve("echo/1", (caller, request) -> request.clone());
                        host.tasks().every(0, 1000, this::tick);
                        host.space().put("m", new byte[1], host.random().bytes(3));
                    }
                    private void tick() {
                        try { host.time().wallMs(); } catch (RefusedException refused) { host.log().warn(refused.getMessage()); }
                    }
                }
                """);
    }
}
