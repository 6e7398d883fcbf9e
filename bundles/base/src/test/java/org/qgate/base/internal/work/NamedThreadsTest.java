package org.qgate.base.internal.work;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class NamedThreadsTest {
    private static final int LOOKS = 1_000;

    /** Asks for a thread; comes from a class loader of its own. */
    public static final class Asker implements BiFunction<ThreadFactory, Runnable, Thread> {
        @Override
        public Thread apply(ThreadFactory factory, Runnable task) {
            return factory.newThread(task);
        }
    }

    private static final class OwnLoader extends URLClassLoader {
        OwnLoader() {
            super(
                    new URL[] {Asker.class.getProtectionDomain().getCodeSource().getLocation()},
                    Asker.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            return name.equals(Asker.class.getName()) ? findClass(name) : super.loadClass(name, resolve);
        }
    }

    /** What was replaced must go, even while a thread lives that it happened to ask for first. */
    @Test
    void shouldKeepNoClassOfWhoAskedForAThread() throws Exception {
        OwnLoader loader = new OwnLoader();
        Thread made = askedBy(loader);
        WeakReference<ClassLoader> asker = new WeakReference<>(loader);
        loader.close();
        loader = null;
        for (int look = 0; look < LOOKS && asker.get() != null; look++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertNull(asker.get(), "the thread keeps who asked for it");
        assertTrue(made.isDaemon());
        Reference.reachabilityFence(made);
    }

    private static Thread askedBy(ClassLoader loader) throws ReflectiveOperationException {
        @SuppressWarnings("unchecked")
        BiFunction<ThreadFactory, Runnable, Thread> asker = (BiFunction<ThreadFactory, Runnable, Thread>)
                loader.loadClass(Asker.class.getName()).getConstructor().newInstance();
        return asker.apply(new NamedThreads("test"), () -> {});
    }
}
