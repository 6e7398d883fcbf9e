package org.qgate.kernel.internal.link;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.qgate.api.crypto.LinkHandshake;
import org.qgate.api.crypto.LinkHandshakes;
import org.qgate.api.crypto.LinkSession;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.api.net.Endpoint;
import org.qgate.api.transport.CloseReason;
import org.qgate.kernel.internal.Counter;
import org.qgate.kernel.internal.Env;
import org.qgate.kernel.internal.Offload;
import org.qgate.kernel.internal.PortSink;

/**
 * A connection that somebody made to this relay, until it is a link. Whoever cannot prove that he knows this node's id
 * and link key gets no byte: a random amount is read and the connection closed after a random time ([PROBE-1]).
 */
final class Responding implements PortSink {
    private static final int SILENT_BYTES = 16_384;
    private static final int SILENT_MIN_MS = 250;
    private static final byte[] NOTHING = {};

    private enum State {
        PROBE,
        MESSAGE,
        WORKING,
        SILENT,
        OVER
    }

    /** What a worker made of a message. */
    private record Progress(byte[] reply, LinkSession session) {}

    private final TcpLinks links;
    private final Env env;
    private final long port;
    private final Endpoint remote;
    private final LinkSuite suite;
    private LinkHandshake handshake; // none before the probe was plausible
    private Env.Timer timer;
    private State state = State.PROBE;
    private int swallow;
    private volatile boolean left; // for the worker

    Responding(TcpLinks links, long port, Endpoint remote) {
        this.links = links;
        this.env = links.env();
        this.port = port;
        this.remote = remote;
        this.suite = links.suite();
        int handshakeMs = (int) links.settings().timing().handshakeMs();
        timer = env.after(handshakeMs + env.crypto().random().below(handshakeMs / 4 + 1), this::timedOut);
    }

    Endpoint remote() {
        return remote;
    }

    @Override
    public int received(byte[] bytes, int offset, int length) {
        if (state == State.PROBE && length >= LinkHandshakes.PROBE_BYTES) {
            judge(bytes, offset);
        }
        return switch (state) {
            case MESSAGE -> gather(bytes, offset, length);
            case SILENT -> swallow(length);
            case OVER -> length;
            case PROBE, WORKING -> 0;
        };
    }

    private void judge(byte[] bytes, int offset) {
        if (!env.crypto().links().plausible(links.self(), suite, bytes, offset)) {
            silence(Counter.LINK_HANDSHAKES_REFUSED);
        } else if (!links.replays().fresh(bytes, offset, env.clock().monoNs())) {
            silence(Counter.LINK_REPLAYS_REFUSED);
        } else {
            handshake = env.crypto().links().respond(links.self(), suite, TcpLinks.CARRIER);
            state = State.MESSAGE;
        }
    }

    private int gather(byte[] bytes, int offset, int length) {
        int wanted = handshake.expects();
        if (length < wanted) {
            return 0; // the transport keeps it and offers it again with what follows
        }
        byte[] message = Arrays.copyOfRange(bytes, offset, offset + wanted);
        state = State.WORKING;
        env.ports().pause(port);
        boolean queued = env.offload()
                .submit(Offload.Lane.INBOUND_LINK, () -> advance(message), this::advanced, refused -> refused());
        if (!queued) {
            env.ports().resume(port);
            silence(Counter.LINK_HALF_OPEN_REFUSED);
            return length;
        }
        return wanted;
    }

    /** On a worker. Who has left by now costs no public-key operation any more. */
    private Progress advance(byte[] message) {
        if (left) {
            return new Progress(NOTHING, null);
        }
        byte[] reply = handshake.advance(message);
        return new Progress(reply, handshake.done() ? handshake.finish() : null);
    }

    private void advanced(Progress progress) {
        if (state != State.WORKING) {
            forget(progress.session());
            return;
        }
        if (progress.reply().length > 0) {
            HandshakeBytes.send(env, port, progress.reply());
        }
        if (progress.session() == null) {
            state = State.MESSAGE;
        } else {
            over();
            links.accepted(port, remote, suite, progress.session());
        }
        env.ports().resume(port);
    }

    private static void forget(LinkSession session) {
        if (session != null) {
            session.cipher().destroy();
        }
    }

    private void refused() {
        if (state == State.WORKING) {
            silence(Counter.LINK_HANDSHAKES_REFUSED);
            env.ports().resume(port);
        }
    }

    /** Sends nothing, reads a random amount more, closes after a random time. */
    private void silence(Counter why) {
        env.count(why);
        state = State.SILENT;
        swallow = env.crypto().random().below(SILENT_BYTES);
        timer.cancel();
        int mostMs = (int) links.settings().timing().handshakeMs();
        timer = env.after(SILENT_MIN_MS + env.crypto().random().below(mostMs), this::drop);
    }

    private int swallow(int length) {
        swallow -= length;
        if (swallow <= 0) {
            env.ports().pause(port);
        }
        return length;
    }

    private void timedOut() {
        env.count(Counter.LINK_HANDSHAKES_REFUSED);
        drop();
    }

    /**
     * Gives up a connection on which no handshake has begun and says where it is: for whoever takes over it has just
     * come. Empty, with nothing changed, when one has begun.
     */
    Optional<Map<String, Object>> freeze() {
        if (state != State.PROBE) {
            return Optional.empty();
        }
        over();
        return Optional.of(Map.of("port", port, "remote", remote.toString()));
    }

    /** Ends it from this side. */
    void drop() {
        if (state != State.OVER) {
            over();
            env.ports().abort(port);
        }
    }

    private void over() {
        state = State.OVER;
        left = true;
        timer.cancel();
        links.halfOpenOver(this);
    }

    @Override
    public void inputClosed() {
        drop();
    }

    @Override
    public void closed(CloseReason reason) {
        if (state != State.OVER) {
            over();
        }
    }
}
