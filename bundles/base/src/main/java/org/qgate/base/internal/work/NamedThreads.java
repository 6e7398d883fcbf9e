package org.qgate.base.internal.work;

import java.security.PrivilegedAction;
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
    @SuppressWarnings("removal")
    public Thread newThread(Runnable work) {
        String its = "qgate-" + name + "-" + made.incrementAndGet();
        // What a thread inherits (loader, classes on the stack) would keep a replaced bundle that asked for it first.
        PrivilegedAction<Thread> make = () -> new Thread(null, work, its, 0, false);
        Thread thread = java.security.AccessController.doPrivileged(make);
        thread.setDaemon(true);
        thread.setContextClassLoader(NamedThreads.class.getClassLoader());
        return thread;
    }
}
