package org.qgate.base.internal.work;

import org.qgate.common.log.Trace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A task whose failure is logged and ends nothing but itself. */
record Guarded(String name, Runnable task) implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger("org.qgate.base.work");

    @Override
    public void run() {
        try {
            task.run();
        } catch (RuntimeException failed) {
            LOG.error("Task {} failed: {}", name, Trace.of(failed));
        }
    }
}
