package org.qgate.client;

/**
 * How many threads of Java's asynchronous channels wait for events. When one look at the kernel brings several events and
 * the last is of a connection that was closed meanwhile, the thread that looked puts the others into a queue and looks
 * again (JDK 17 to 25, {@code sun.nio.ch.EPollPort}): if it is the only one, they lie there until something else happens,
 * and a login that nobody else disturbs never goes on. A second thread takes them.
 */
final class EventThreads {
    private static final String NUMBER = "sun.nio.ch.internalThreadPoolSize";

    private EventThreads() {}

    /** Sees to it that there are two, if nobody said otherwise; before the first asynchronous channel of the process. */
    static void two() {
        if (System.getProperty(NUMBER) == null) {
            System.setProperty(NUMBER, "2");
        }
    }
}
