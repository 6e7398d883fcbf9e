package org.qgate.kernel.internal.circuit;

import java.io.ByteArrayOutputStream;
import org.qgate.api.base.Clock;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.transport.CloseReason;
import org.qgate.api.transport.Lease;
import org.qgate.kernel.internal.Counter;
import org.qgate.kernel.internal.Env;
import org.qgate.kernel.internal.Offload;
import org.qgate.kernel.internal.PortSink;

/**
 * A world that does not cut what streams' ports read: the simulator does so at random, which changes counts of cells.
 */
record WholeReads(Env env) implements Env {
    @Override
    public Clock clock() {
        return env.clock();
    }

    @Override
    public Lease ports() {
        return env.ports();
    }

    @Override
    public Crypto crypto() {
        return env.crypto();
    }

    @Override
    public Offload offload() {
        return env.offload();
    }

    @Override
    public void attach(long port, PortSink sink) {
        env.attach(port, new Whole(sink));
    }

    @Override
    public void atTurnEnd(Runnable flush) {
        env.atTurnEnd(flush);
    }

    @Override
    public Timer after(long delayMs, Runnable task) {
        return env.after(delayMs, task);
    }

    @Override
    public void count(Counter counter, long amount) {
        env.count(counter, amount);
    }

    private final class Whole implements PortSink {
        private final PortSink sink;
        private final ByteArrayOutputStream pieces = new ByteArrayOutputStream();

        Whole(PortSink sink) {
            this.sink = sink;
        }

        @Override
        public int received(byte[] bytes, int offset, int length) {
            if (pieces.size() == 0) {
                env.after(1, this::deliver);
            }
            pieces.write(bytes, offset, length);
            return length;
        }

        private void deliver() {
            byte[] all = pieces.toByteArray();
            pieces.reset();
            if (sink.received(all, 0, all.length) != all.length) {
                throw new AssertionError("only for little traffic");
            }
        }

        @Override
        public void writable() {
            sink.writable();
        }

        @Override
        public void inputClosed() {
            sink.inputClosed();
        }

        @Override
        public void closed(CloseReason reason) {
            sink.closed(reason);
        }
    }
}
