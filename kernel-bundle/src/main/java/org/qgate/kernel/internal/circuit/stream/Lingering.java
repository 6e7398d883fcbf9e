package org.qgate.kernel.internal.circuit.stream;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.qgate.api.transport.CloseReason;
import org.qgate.kernel.internal.Env;
import org.qgate.kernel.internal.PortSink;

/**
 * Ports whose stream is over while a slow reader still takes what is queued. Each is closed when all was taken, aborted
 * when nothing moves for a minute.
 */
public final class Lingering {
    private static final long LOOK_MS = 1_000;
    private static final int PATIENCE = 60;

    private final Env env;
    private final Set<Long> ports = new LinkedHashSet<>();

    Lingering(Env env) {
        this.env = env;
    }

    /** Lets a port end by itself. */
    public void begin(long port) {
        ports.add(port);
        Port lingering = new Port(port);
        env.attach(port, lingering);
        env.ports().shutdownOutput(port);
        lingering.look();
    }

    /** Returns the ports, for hand-over: {@link #begin} takes each up again. */
    public List<Long> freeze() {
        return new ArrayList<>(ports);
    }

    private final class Port implements PortSink {
        private final long number;
        private long lastQueued = Long.MAX_VALUE;
        private int idle;

        Port(long number) {
            this.number = number;
        }

        private void look() {
            if (!ports.contains(number)) {
                return;
            }
            long queued = env.ports().queuedBytes(number);
            idle = queued < lastQueued ? 0 : idle + 1;
            lastQueued = queued;
            if (queued == 0) {
                env.ports().close(number);
            } else if (idle == PATIENCE) {
                env.ports().abort(number);
            } else {
                env.after(LOOK_MS, this::look);
            }
        }

        @Override
        public int received(byte[] bytes, int offset, int length) {
            return length; // the other end of the stream is gone: nobody wants it
        }

        @Override
        public void closed(CloseReason reason) {
            ports.remove(number);
        }
    }
}
