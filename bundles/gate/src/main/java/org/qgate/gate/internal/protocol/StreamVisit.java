package org.qgate.gate.internal.protocol;

import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.api.network.StreamFailure;
import org.qgate.api.protocol.Protocols.StreamServer;
import org.qgate.common.log.Trace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream on its way to a server: it waits at the gate, then for a thread, and is accepted by that thread. So whoever dialled
 * learns that it is served only when it is.
 */
final class StreamVisit implements Visit {
    private static final Logger LOG = LoggerFactory.getLogger("org.qgate.gate.streams");
    /** How long one waits for a thread: whoever had it queued may have gone without a word. */
    private static final long PATIENCE_MS = 30_000;

    private final PortDesk desk;
    private final Knock knock;
    private final ServiceGate gate;
    private final Tally tally;
    private final Opening opening;
    private Runnable settledThen = () -> {};
    private boolean settled;
    private long timer;

    StreamVisit(PortDesk desk, Knock knock, ServiceGate gate, Tally tally, Opening opening) {
        this.desk = desk;
        this.knock = knock;
        this.gate = gate;
        this.tally = tally;
        this.opening = opening;
    }

    /** Begins to wait. Event loop only. */
    void begin() {
        timer = desk.lease().schedule(PATIENCE_MS, () -> turnAway(StreamFailure.RESOURCES));
    }

    /** What to do once it is accepted or refused; at once if it is. Event loop only. */
    void whenSettled(Runnable then) {
        settledThen = then;
        if (settled) {
            then.run();
        }
    }

    /** Whoever wanted it has gone. Event loop only. */
    void leave() {
        if (settle()) {
            opening.giveBack();
        }
    }

    private boolean settle() {
        boolean first = !settled;
        settled = true;
        if (first) {
            desk.lease().cancel(timer);
            settledThen.run();
        }
        return first;
    }

    private void turnAway(StreamFailure reason) {
        if (settle()) {
            opening.giveBack();
            knock.refuse(reason);
        }
    }

    @Override
    public void entered(Servers servers, long pass) {
        StreamServer server = servers.streams().get(knock.protocol());
        boolean taken = server != null && servers.workers().offer(() -> serve(server));
        gate.leave(pass);
        if (!taken) {
            desk.run(() -> turnAway(server == null ? StreamFailure.REFUSED : StreamFailure.RESOURCES));
        }
    }

    @Override
    public void refused() {
        desk.run(() -> turnAway(StreamFailure.RESOURCES));
    }

    /** On a thread of the server. */
    private void serve(StreamServer server) {
        PortStream stream;
        try {
            stream = accept();
        } catch (QGateException gone) {
            return; // whoever dialled knows why
        }
        boolean well = false;
        try {
            server.serve(stream);
            well = true;
        } catch (Exception failed) {
            LOG.warn("A server of {} failed: {}", knock.protocol(), Trace.of(failed));
        } finally {
            finish(stream, well);
        }
    }

    private void finish(PortStream stream, boolean well) {
        if (well) {
            stream.close();
        } else {
            tally.failed();
            stream.reset();
        }
    }

    private PortStream accept() {
        Promise<PortStream> promise = new Promise<>();
        desk.run(() -> {
            if (settle()) {
                knock.accept(port -> stream(port, promise), () -> inVain(promise));
            } else {
                promise.refuse(ExtenderError.STREAM_CLOSED, "gone before it was accepted");
            }
        });
        return promise.await(2 * KernelDoor.WAIT_MS, "the stream was not accepted");
    }

    private PortStream stream(long port, Promise<PortStream> promise) {
        tally.streamBegan();
        PortStream stream = new PortStream(desk, port, knock.caller(), () -> {
            opening.giveBack();
            tally.streamEnded();
        });
        if (!promise.keep(stream)) {
            stream.reset();
        }
        return stream;
    }

    private void inVain(Promise<PortStream> promise) {
        opening.giveBack();
        promise.refuse(ExtenderError.STREAM_CLOSED, "gone before it was accepted");
    }
}
