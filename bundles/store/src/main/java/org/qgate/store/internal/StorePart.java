package org.qgate.store.internal;

import java.util.Collections;
import org.qgate.api.update.StatelessPart;
import org.qgate.store.internal.index.Index;

/**
 * The store as the bedrock sees it. Its state is on the disk: freezing closes it, and whoever takes office opens it, after
 * the gate is open. Open snapshots and watches end with the version that gave them.
 */
final class StorePart implements StatelessPart {
    private static final String NAME = "org.qgate.store";

    private final Office office;

    /** What the component does when the store comes and goes. */
    interface Office {
        /** Refuses a configuration that cannot be. */
        void checkSettings();

        void take();

        void leave();

        /** Ends for good. */
        void close();
    }

    StorePart(Office office) {
        this.office = office;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void begin() {
        office.take();
    }

    /** The first index of a class loader takes its time: not while others wait. */
    @Override
    public void prepare() {
        office.checkSettings();
        Index.of(Collections.emptyIterator(), false).close();
    }

    @Override
    public byte[] freeze() {
        office.leave();
        return StatelessPart.super.freeze();
    }

    @Override
    public void commit() {
        office.take();
    }

    @Override
    public void leave() {
        office.leave();
    }

    @Override
    public void end() {
        office.close();
    }
}
