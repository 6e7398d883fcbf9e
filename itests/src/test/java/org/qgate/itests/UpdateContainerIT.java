package org.qgate.itests;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNotSame;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.karaf.features.FeaturesService;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.qgate.api.error.QGateException;
import org.qgate.api.store.Store;
import org.qgate.api.store.StoreMap;
import org.qgate.api.update.CoreUpdates;
import org.qgate.api.update.UpdateRecord;
import org.qgate.api.update.UpdateStep;
import org.qgate.api.vault.KeyFiles;
import org.qgate.api.vault.Vault;
import org.qgate.api.vault.VaultState;
import org.qgate.api.vault.VaultStatus;

/** Updates in the booted distribution, seen from inside: which bundles they touch and what they leave in memory. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class UpdateContainerIT {
    private static final String CORE = "qgate:core/";
    private static final List<String> BUNDLES = List.of("kernel", "crypto", "store", "dpn", "shell");
    private static final Set<Integer> TOUCHED =
            Set.of(BundleEvent.STOPPED, BundleEvent.UPDATED, BundleEvent.UNRESOLVED, BundleEvent.UNINSTALLED);
    private static final int ROUNDS = 5;
    /** Versions of the shell and where they fail, with {@code !} by hanging. */
    private static final Map<String, String> BROKEN =
            Map.of("0.9.1", "start", "0.9.2", "prepare", "0.9.3", "adopt", "0.9.4", "commit", "0.9.5", "adopt!");

    private static final String FOLDER = "qgate.test.updates";
    private static final long WITHIN_S = 60;
    /** What the runtime's own caches and compiler may take between two looks. */
    private static final long SLACK_BYTES = 4 << 20;

    @Inject
    private BundleContext context;

    @Inject
    private CoreUpdates updates;

    @Inject
    private FeaturesService features;

    @Configuration
    public Option[] configuration() {
        Path folder = Path.of("target", "exam-updates").toAbsolutePath();
        for (String bundle : BUNDLES) {
            for (int round = 1; round <= ROUNDS; round++) {
                UpdatePackages.pack(folder, bundle, "0.1." + round);
            }
        }
        UpdatePackages.pack(folder, "kernel", "0.3.0");
        UpdatePackages.pack(folder, "shell", "0.8.0");
        UpdatePackages.pack(folder, "crypto", "0.4.0");
        UpdatePackages.pack(folder, "store", "0.4.0");
        UpdatePackages.unrelatedFeature(folder);
        BROKEN.forEach((version, breaksAt) -> UpdatePackages.packBroken(folder, version, breaksAt));
        Option[] ours = {
            systemProperty("qgate.probation.seconds").value("1"),
            systemProperty(FOLDER).value(folder.toString())
        };
        return Stream.concat(Arrays.stream(Distribution.options()), Arrays.stream(ours))
                .toArray(Option[]::new);
    }

    private static Path folder() {
        return Path.of(System.getProperty(FOLDER));
    }

    private Map<String, Bundle> core() {
        Map<String, Bundle> bundles = new LinkedHashMap<>();
        Arrays.stream(context.getBundles())
                .filter(each -> each.getLocation().startsWith(CORE))
                .forEach(each -> bundles.put(each.getLocation(), each));
        return bundles;
    }

    private String location(String bundle) {
        return core().keySet().stream()
                .filter(each -> each.startsWith(CORE + "org.qgate." + bundle + "/"))
                .collect(Collectors.joining(" "));
    }

    /** Updates one bundle after the other, then waits until all have passed their probation. */
    private void update(String version, List<String> bundles) {
        List<Long> begun = new ArrayList<>();
        for (String bundle : bundles) {
            Path file = UpdatePackages.file(folder(), bundle, version);
            long id = updates.start(new CoreUpdates.Request(null, file, true, "test"));
            begun.add(id);
            await(
                    bundle + " in office",
                    () -> record(id).outcome() == UpdateStep.PROBATION
                            || record(id).over());
        }
        for (long id : begun) {
            await("end of update " + id, () -> record(id).over());
            assertEquals(record(id).toString(), UpdateStep.CONFIRMED, record(id).outcome());
        }
    }

    private UpdateRecord record(long id) {
        return updates.record(id).orElseThrow();
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WITHIN_S);
        while (!condition.getAsBoolean()) {
            assertTrue("no " + what + " within " + WITHIN_S + " s", System.nanoTime() - end < 0);
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    /** Runs something; returns which bundles were stopped, changed or lost their wires meanwhile. */
    private Set<String> touched(Runnable change) {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        SynchronousBundleListener listener = event -> {
            if (TOUCHED.contains(event.getType())) {
                seen.add(event.getBundle().getLocation());
            }
        };
        context.addBundleListener(listener);
        try {
            change.run();
        } finally {
            context.removeBundleListener(listener);
        }
        return seen;
    }

    /** Removing a bundle refreshes what is wired to it: nothing may be. */
    @Test
    public void shouldRefreshTheReplacedBundleAlone() {
        FrameworkWiring wiring =
                context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
        for (Bundle bundle : core().values()) {
            Collection<Bundle> affected = wiring.getDependencyClosure(List.of(bundle));
            assertEquals(List.of(bundle), List.copyOf(affected));
        }
    }

    @Test
    public void shouldTouchNothingButTheReplacedBundleAndForgetIt() {
        List<WeakReference<ClassLoader>> retired = new ArrayList<>();
        for (String bundle : BUNDLES) {
            replace("0.1.1", List.of(bundle), retired);
        }
        awaitCollected(retired);
        Usage before = Usage.now(); // what is loaded once and stays is there now
        for (int round = 2; round <= ROUNDS; round++) {
            replace("0.1." + round, BUNDLES, retired);
        }
        long collectedMs = awaitCollected(retired);
        Usage after = Usage.now();
        System.out.println("updates: " + retired.size() + " class loaders collected after " + collectedMs + " ms; from "
                + before + " to " + after);
        assertTrue(before + " became " + after, after.metaspace() <= before.metaspace() + SLACK_BYTES);
        await(
                "end of threads beyond " + before.threads + ": " + Usage.ourThreads(),
                () -> before.hasAtLeast(Usage.ourThreads()));
    }

    private void replace(String version, List<String> bundles, List<WeakReference<ClassLoader>> retired) {
        Set<String> old = bundles.stream().map(this::location).collect(Collectors.toSet());
        old.forEach(each -> retired.add(loader(each)));
        Set<String> touched = touched(() -> update(version, bundles));
        assertTrue(touched.toString(), touched.containsAll(old));
        touched.removeIf(this::isGone); // the framework may forget an earlier one only now
        assertEquals(Set.of(), touched);
        bundles.forEach(each -> assertEquals(CORE + "org.qgate." + each + "/" + version, location(each)));
    }

    private boolean isGone(String location) {
        return location.startsWith(CORE) && context.getBundle(location) == null;
    }

    private WeakReference<ClassLoader> loader(String location) {
        ClassLoader loader =
                context.getBundle(location).adapt(BundleWiring.class).getClassLoader();
        assertNotNull(location, loader);
        return new WeakReference<>(loader);
    }

    /** Returns after how many milliseconds none of them was left. */
    private static long awaitCollected(List<WeakReference<ClassLoader>> retired) {
        long begun = System.nanoTime();
        Supplier<String> left = () -> retired.stream()
                .map(WeakReference::get)
                .filter(each -> each != null)
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        while (!left.get().isEmpty()) {
            assertTrue("not collected: " + left.get(), System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(WITHIN_S));
            System.gc();
            pause();
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    }

    /** What updates could leak. */
    private record Usage(long metaspace, Map<String, Long> threads) {
        static Usage now() {
            return new Usage(
                    ManagementFactory.getMemoryPoolMXBeans().stream()
                            .filter(pool -> pool.getName().equals("Metaspace"))
                            .map(MemoryPoolMXBean::getUsage)
                            .mapToLong(usage -> usage.getUsed())
                            .sum(),
                    ourThreads());
        }

        /** How many threads we have of each kind; single ones of a pool come and go. */
        static Map<String, Long> ourThreads() {
            return Thread.getAllStackTraces().keySet().stream()
                    .filter(Thread::isAlive)
                    .map(thread -> thread.getName().replaceAll("-[0-9]+$", ""))
                    .filter(name -> name.startsWith("qgate-"))
                    .collect(Collectors.groupingBy(kind -> kind, TreeMap::new, Collectors.counting()));
        }

        boolean hasAtLeast(Map<String, Long> other) {
            return other.entrySet().stream()
                    .allMatch(each -> each.getValue() <= threads.getOrDefault(each.getKey(), 0L));
        }

        @Override
        public String toString() {
            return (metaspace >> 10) + " KiB of metaspace and " + threads + " threads";
        }
    }

    private Optional<Store> store() {
        ServiceReference<Store> reference = context.getServiceReference(Store.class);
        return Optional.ofNullable(reference == null ? null : context.getService(reference));
    }

    private static byte[] number(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    /** Writes numbers until it is told to stop; returns how many were acknowledged. */
    private long write(AtomicBoolean enough, AtomicLong written) {
        while (!enough.get()) {
            Optional<Store> now = store();
            try {
                now.ifPresent(store -> {
                    byte[] next = number(written.get());
                    store.namespace("test").map("numbers").put(next, next);
                    written.incrementAndGet();
                });
            } catch (QGateException refused) {
                assertEquals(refused.toString(), "QG-STO-0011", refused.codeId());
            }
            if (now.isEmpty()) {
                pause();
            }
        }
        return written.get();
    }

    @Test
    public void shouldLoseNothingThatTheStoreAcknowledged() throws Exception {
        await("open store", () -> store().isPresent());
        AtomicBoolean enough = new AtomicBoolean();
        AtomicLong written = new AtomicLong();
        CompletableFuture<Long> writer = CompletableFuture.supplyAsync(() -> write(enough, written));
        try {
            await("first numbers", () -> written.get() > 20 || writer.isDone());
            Store old = store().orElseThrow();
            update("0.4.0", List.of("store"));
            long before = written.get();
            await("numbers after the update", () -> written.get() > before + 20 || writer.isDone());
            assertNotSame(old, store().orElseThrow());
        } finally {
            enough.set(true);
        }
        long acknowledged = writer.get(WITHIN_S, TimeUnit.SECONDS);
        StoreMap numbers = store().orElseThrow().namespace("test").map("numbers");
        for (long each = 0; each < acknowledged; each++) {
            assertArrayEquals(
                    "number " + each, number(each), numbers.get(number(each)).orElseThrow());
        }
        store().orElseThrow().check();
        await(
                "audit and history in the store",
                () -> store().orElseThrow()
                                .namespace("node")
                                .map("updates")
                                .range(new byte[0], new byte[0], 10)
                                .size()
                        > 0);
    }

    private Vault vault() {
        return context.getService(context.getServiceReference(Vault.class));
    }

    /** What is sealed in the old version opens in the new one, though nobody types the passphrase again. */
    @Test
    public void shouldKeepTheVaultOpenWithoutItsPassphrase() {
        Path key = Path.of(vault().status().keyFile());
        vault().rekey(key, null, KeyFiles.only(key), "typed once".toCharArray());
        VaultStatus before = vault().status();
        byte[] text = {1, 2, 3};
        byte[] sealed = new byte[text.length + Vault.OVERHEAD];
        vault().seal("test", before.epoch(), text, text, 0, text.length, sealed, 0);
        Vault old = vault();
        update("0.4.0", List.of("crypto"));
        assertNotSame(old, vault());
        assertEquals(VaultState.UNLOCKED, vault().status().state());
        assertEquals(before.epoch(), vault().status().epoch());
        assertTrue(vault().status().passphrase());
        assertTrue(vault().status().freshness().witnessed());
        byte[] opened = new byte[text.length];
        vault().open("test", before.epoch(), text, sealed, 0, sealed.length, opened, 0);
        assertArrayEquals(text, opened);
        vault().rekey(key, "typed once".toCharArray(), KeyFiles.only(key), null);
    }

    /** Also one that hangs for good: it is left behind, and updates go on. */
    @Test
    public void shouldGoOnWithTheOldVersionWhenTheNewOneIsBroken() {
        String before = location("shell");
        Bundle old = core().get(before);
        for (String version : new TreeSet<>(BROKEN.keySet())) {
            Path file = UpdatePackages.file(folder(), "shell", version);
            long id = updates.start(new CoreUpdates.Request(null, file, false, "test"));
            await("end of the update to " + version, () -> record(id).over());
            assertEquals(record(id).toString(), UpdateStep.ABORTED, record(id).outcome());
            String step = BROKEN.get(version).replace("!", "");
            assertTrue(record(id).error(), record(id).error().contains(step));
            assertEquals(before, location("shell"));
            assertEquals(Bundle.ACTIVE, old.getState());
        }
        update("0.8.0", List.of("shell"));
        assertEquals(CORE + "org.qgate.shell/0.8.0", location("shell"));
    }

    @Test
    public void shouldKeepItsVersionsWhenAFeatureComesAndGoes() throws Exception {
        update("0.3.0", List.of("kernel"));
        Map<String, Bundle> before = core();
        URI repository = folder().resolve("unrelated.xml").toUri();
        Set<String> touched = touched(() -> {
            try {
                features.addRepository(repository);
                features.installFeature("unrelated");
                assertTrue(Arrays.stream(context.getBundles())
                        .anyMatch(each -> "unrelated".equals(each.getSymbolicName())));
                features.uninstallFeature("unrelated");
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        });
        touched.removeIf(this::isGone);
        assertTrue(touched.toString(), touched.stream().allMatch(each -> each.endsWith("unrelated.jar")));
        assertEquals(before, core());
        assertTrue(before.containsKey(CORE + "org.qgate.kernel/0.3.0"));
        before.values().forEach(each -> assertEquals(each.getLocation(), Bundle.ACTIVE, each.getState()));
    }
}
