package org.qgate.base.internal.work;

import java.security.AccessController;
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
    public Thread newThread(Runnable work) {
        Thread thread = unrelated(work, "qgate-" + name + "-" + made.incrementAndGet());
        thread.setDaemon(true);
        // A loader inherited from whoever submitted first would keep a replaced bundle in memory.
        thread.setContextClassLoader(NamedThreads.class.getClassLoader());
        return thread;
    }

    /**
     * Makes a thread that does not keep the classes of whoever happens to ask for the first one: Java 17 gives each thread the
     * access control context of its maker's whole stack, and with it every class loader there, for as long as it lives.
     */
    @SuppressWarnings("removal") // later runtimes have no such context, and run the action as it is
    private static Thread unrelated(Runnable work, String name) {
        return AccessController.doPrivileged((PrivilegedAction<Thread>) () -> new Thread(null, work, name, 0, false));
    }
}
