package org.qgate.base.internal.swap;

import java.util.concurrent.atomic.AtomicLong;
import org.qgate.api.transport.Gate;

/** A gate without a loop behind it: knows who stands for the loop, and what a part pretends to have written. */
final class TestGate implements Gate {
    final AtomicLong written = new AtomicLong();
    volatile Thread standIn;
    volatile boolean closed;
    int closings;

    @Override
    public Hold close(long atMostMs) {
        closed = true;
        closings++;
        long before = written.get();
        return new Hold() {
            @Override
            public void lend(Thread thread) {
                standIn = thread;
            }

            @Override
            public long written() {
                return written.get() - before;
            }

            @Override
            public long open() {
                closed = false;
                standIn = null;
                return 1_000_000;
            }
        };
    }
}
