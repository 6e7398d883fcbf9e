package org.qgate.kernel.internal.circuit.stream;

import org.qgate.api.transport.CloseReason;
import org.qgate.kernel.internal.Env;
import org.qgate.kernel.internal.PortSink;

/**
 * A port whose stream is over, while a slow reader still takes what is queued. Closed when all was taken, aborted when
 * nothing moves for a minute.
 */
final class Linger implements PortSink {
    private static final long LOOK_MS = 1_000;
    private static final int PATIENCE = 60;

    private final Env env;
    private final long port;
    private long lastQueued = Long.MAX_VALUE;
    private int idle;
    private boolean gone;

    private Linger(Env env, long port) {
        this.env = env;
        this.port = port;
    }

    /** Lets a port end by itself. */
    static void begin(Env env, long port) {
        Linger linger = new Linger(env, port);
        env.attach(port, linger);
        env.ports().shutdownOutput(port);
        linger.look();
    }

    private void look() {
        if (gone) {
            return;
        }
        long queued = env.ports().queuedBytes(port);
        idle = queued < lastQueued ? 0 : idle + 1;
        lastQueued = queued;
        if (queued == 0) {
            env.ports().close(port);
        } else if (idle == PATIENCE) {
            env.ports().abort(port);
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
        gone = true;
    }
}
