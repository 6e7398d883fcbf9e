package org.qgate.base.internal.swap;

import java.util.concurrent.atomic.AtomicBoolean;
import org.qgate.api.update.Part;

/**
 * An enrolled part.
 *
 * @param location where its bundle was installed from, empty outside a framework
 */
record Seat(Part part, String location, AtomicBoolean ended) {
    Seat(Part part, String location) {
        this(part, location, new AtomicBoolean());
    }

    String name() {
        return part.name();
    }

    /** Ends the part, once. */
    void end() {
        if (ended.compareAndSet(false, true)) {
            part.end();
        }
    }
}
