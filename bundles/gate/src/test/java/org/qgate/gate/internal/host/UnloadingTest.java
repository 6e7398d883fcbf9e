package org.qgate.gate.internal.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qgate.gate.internal.host.GateBench.LONG_MS;
import static org.qgate.gate.internal.host.GateBench.WIDE;
import static org.qgate.gate.internal.host.GateBench.permit;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.gate.Hosting.Bounds;

/** After its end nothing of the node refers to an extender's class loader. */
class UnloadingTest {
    private static final int LOOKS = 1_000;
    private static final Bounds AMPLE = new Bounds(LONG_MS, LONG_MS, LONG_MS);

    @TempDir
    private Path folder;

    /** Loads the extenders of the tests itself, and everything else where the test does. */
    private static final class OwnLoader extends URLClassLoader {
        OwnLoader() {
            super(
                    new URL[] {
                        Extenders.class.getProtectionDomain().getCodeSource().getLocation()
                    },
                    Extenders.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(Extenders.class.getName())) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                return known != null ? known : findClass(name);
            }
        }
    }

    @Test
    void shouldLetTheClassLoaderGoAfterStop() throws Exception {
        try (GateBench bench = new GateBench(folder)) {
            WeakReference<ClassLoader> loader = litter(bench);
            assertGone(loader);
        }
    }

    private static WeakReference<ClassLoader> litter(GateBench bench) throws IOException {
        try (OwnLoader own = new OwnLoader()) {
            bench.load(own);
            long littering = bench.start(
                    Extenders.Littering.class.getName(), permit("litter", "1", WIDE, "litter/1", "node.joined"));
            bench.instances.open(littering);
            bench.call("litter/1", new byte[1]);
            assertEquals(
                    0,
                    bench.instances
                            .run(littering, "tick", List.of(), LONG_MS)
                            .rows()
                            .size());
            bench.events().publish("node.joined", Map.of());
            assertTrue(bench.instances.stop(littering, LONG_MS));
            bench.load(UnloadingTest.class.getClassLoader());
            return new WeakReference<>(own);
        }
    }

    @Test
    void shouldLetTheClassLoaderGoAfterASwap() throws Exception {
        try (GateBench bench = new GateBench(folder)) {
            WeakReference<ClassLoader> loader = swap(bench);
            assertGone(loader);
            bench.call("count/1", new byte[0]);
        }
    }

    private static WeakReference<ClassLoader> swap(GateBench bench) throws IOException {
        try (OwnLoader own = new OwnLoader()) {
            bench.load(own);
            String name = Extenders.Counting.class.getName();
            long old = bench.start(name, permit("count", "1", WIDE, "count/1"));
            bench.instances.open(old);
            bench.call("count/1", new byte[0]);
            bench.load(UnloadingTest.class.getClassLoader());
            long next = bench.start(name, permit("count", "2", WIDE, "count/1"));
            bench.instances.swap(old, next, true, AMPLE);
            assertTrue(bench.instances.stop(old, LONG_MS));
            assertNotSame(own, Extenders.Counting.class.getClassLoader());
            return new WeakReference<>(own);
        }
    }

    private static void assertGone(WeakReference<ClassLoader> loader) throws InterruptedException {
        for (int look = 0; look < LOOKS && loader.get() != null; look++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertEquals(null, loader.get(), "something still refers to the loader");
    }
}
