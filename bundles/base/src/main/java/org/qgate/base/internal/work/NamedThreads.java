package org.qgate.base.internal.work;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes daemon threads {@code qgate-<name>-<n>} that know no class loader but this bundle's. Thread-safe. */
public final class NamedThreads implements ThreadFactory {
    private final String name;
    private final AtomicInteger made = new AtomicInteger();

    /** Makes a factory for one kind of thread. */
    public NamedThreads(String name) {
        this.name = name;
    }

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = new Thread(null, work, "qgate-" + name + "-" + made.incrementAndGet(), 0, false);
        thread.setDaemon(true);
        // A loader inherited from whoever submitted first would keep a replaced bundle in memory.
        thread.setContextClassLoader(NamedThreads.class.getClassLoader());
        return thread;
    }
}
