package org.qgate.sim;

import java.util.Arrays;
import java.util.Locale;
import org.qgate.api.net.Endpoint;
import org.qgate.api.transport.CloseReason;
import org.qgate.api.transport.ConnectFailure;
import org.qgate.api.transport.PortHandler;
import org.qgate.api.transport.PortInfo;
import org.qgate.api.transport.Role;

/** One end of a simulated TCP connection: what its owner sees. {@link SimStream} carries the bytes to the other end. */
final class SimConnection {
    private static final long LINGER_NS = 5_000_000_000L;
    private static final long BUDGET_FREE = 1 << 20;

    private final SimPorts ports;
    private final long port;
    private final long listener;
    private final ByteQueue in = new ByteQueue();
    private Role role;
    private Endpoint local;
    private Endpoint remote;
    private SimStream out;
    private SimConnection peer;
    private SimConnection partner;
    private boolean announced;
    private boolean paused;
    private boolean fresh;
    private boolean inputEnded;
    private boolean inputEndTold;
    private boolean writableOwed;
    private boolean closing;
    private boolean pumping;
    private CloseReason ended;
    private boolean gone;
    private int putBack;
    private long inputLeft = Long.MAX_VALUE;

    SimConnection(SimPorts ports, Role role, long port, long listener) {
        this.ports = ports;
        this.role = role;
        this.port = port;
        this.listener = listener;
    }

    long port() {
        return port;
    }

    long listener() {
        return listener;
    }

    Role role() {
        return role;
    }

    Endpoint local() {
        return local;
    }

    Endpoint remote() {
        return remote;
    }

    SimPorts ports() {
        return ports;
    }

    SimHost host() {
        return ports.host();
    }

    SimHost peerHost() {
        return peer == null ? null : peer.host();
    }

    boolean linked() {
        return peer != null;
    }

    boolean usable() {
        return !endedHere() && !gone;
    }

    private boolean endedHere() {
        return closing || ended != null && ended != CloseReason.RESET && ended != CloseReason.REMOTE;
    }

    PortInfo info() {
        return new PortInfo(port, false, role.name().toLowerCase(Locale.ROOT), local, remote);
    }

    long buffered() {
        return in.size() + queued();
    }

    long queued() {
        return out == null ? 0 : out.queued();
    }

    void ends(Endpoint here, Endpoint there) {
        local = here;
        remote = there;
    }

    void link(SimConnection other) {
        peer = other;
        out = new SimStream(this, other, false);
    }

    /** Becomes an end of a connection inside the process. */
    void pair(SimConnection other) {
        peer = other;
        out = new SimStream(this, other, true);
        announced = true;
        paused = true;
    }

    /** The other end accepted. */
    void established(SimConnection other) {
        if (gone || ended != null || ports.connection(port) != this) {
            other.reset();
            return;
        }
        link(other);
        other.out.begin();
        pumpSoon();
    }

    /** A listener at its limit closes at once. */
    void refuse() {
        gone = true;
        out.reset();
    }

    /** A new owner is there: what was not consumed is offered to it. */
    void reopen() {
        fresh = true;
        pumpSoon();
    }

    void commit(byte[] bytes, int offset, int length) {
        if (out == null || ended != null) {
            return; // not connected yet, or gone already: there is no such port to the owner
        }
        if (out.queued() > BUDGET_FREE && ports.overBudget()) {
            abortWith(CloseReason.LIMIT);
            return;
        }
        out.add(bytes, offset, length);
    }

    void flush() {
        if (out != null && ended == null) {
            out.flush();
        }
    }

    boolean askWritable() {
        if (out == null || out.full()) {
            writableOwed = true;
            return false;
        }
        return true;
    }

    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
        fresh = true;
        pumpSoon();
    }

    void putBack(byte[] bytes, long more) {
        inputLeft = more - in.size();
        in.addFirst(bytes);
        putBack = bytes.length;
        if (inputLeft < 0) {
            abortWith(CloseReason.LIMIT);
        }
    }

    /** Takes bytes out; the sender's window grows by those that it sent. */
    private void take(int length) {
        int own = Math.min(putBack, length);
        putBack -= own;
        in.drop(length);
        peer.out.credit(length - own);
    }

    void shutdownOutput() {
        if (out != null) {
            out.end();
        }
    }

    void close() {
        if (out == null) {
            abort();
            return;
        }
        closing = true;
        out.end();
        if (ended == null) {
            host().post(LINGER_NS, this::lingered);
        }
    }

    private void lingered() {
        if (ended == null) {
            abortWith(CloseReason.LOCAL);
        }
    }

    void abort() {
        abortWith(CloseReason.LOCAL);
    }

    private void abortWith(CloseReason reason) {
        if (peer == null) { // still connecting: the answer to that is a failure
            host().post(0, () -> ports.fail(this, ConnectFailure.OTHER));
            return;
        }
        if (ended != null) {
            return;
        }
        out.reset();
        endWith(reason);
    }

    /** Disappears without a word to the owner: its lease or its process ended. */
    void vanish() {
        if (out != null && ended == null) {
            out.reset();
        }
        gone = true;
    }

    void give(Role to) {
        role = to;
        paused = true;
        announced = true;
        writableOwed = false;
    }

    void join(SimConnection other) {
        partner = other;
        other.partner = this;
        paused = false;
        other.paused = false;
        pumpSoon();
        other.pumpSoon();
    }

    // What arrives from the other end.

    void arrivals() {
        if (peer != null && peer.out != null) {
            peer.out.arrive();
        }
        if (out != null) {
            out.healed();
        }
    }

    /** Bytes arrived; false when this end is closed, which the sender learns by a reset. */
    boolean arrived(byte[] bytes) {
        if (gone || ended != null) {
            return false;
        }
        ports.counted(bytes.length, 0);
        if (closing) {
            peer.out.credit(bytes.length);
            return true;
        }
        inputLeft -= bytes.length;
        if (inputLeft < 0) {
            abortWith(CloseReason.LIMIT);
            return true;
        }
        in.add(bytes, 0, bytes.length);
        fresh = true;
        pump();
        return true;
    }

    void inputEnded() {
        inputEnded = true;
        fresh = true;
        pump();
    }

    void reset() {
        endWith(CloseReason.RESET);
    }

    /** The send queue shrank. */
    void drained() {
        if (partner != null) {
            partner.pumpSoon();
        }
        if (writableOwed && !out.aboveLow()) {
            pumpSoon();
        }
    }

    /** All was sent, and the end of it. */
    void outputEnded() {
        if (closing) {
            endWith(CloseReason.LOCAL);
        } else {
            endIfBothEnded();
        }
    }

    private void endIfBothEnded() {
        if (inputEndTold && out.endSent()) {
            endWith(CloseReason.REMOTE);
        }
    }

    private void endWith(CloseReason reason) {
        if (ended == null && !gone) {
            ended = reason;
            if (partner != null && partner.ended == null) {
                partner.abortWith(reason);
            }
            pumpSoon();
        }
    }

    // What the owner is told.

    void pumpSoon() {
        if (!pumping) {
            pumping = true;
            host().post(0, () -> {
                pumping = false;
                pump();
            });
        }
    }

    private void pump() {
        SimPorts.Owner owner = ports.owner(role);
        if (gone || !owner.open() || peer == null || host().holding()) {
            return;
        }
        PortHandler handler = owner.handler();
        if (!announced) {
            announced = true;
            announce(handler);
            if (ports.owner(role).handler() != handler) {
                return; // given to another role at once: what follows is the new owner's to hear
            }
        }
        if (!endedHere() && !gone) {
            carry(handler);
        }
        // The end comes after the bytes: a paused owner hears of it once it took them.
        boolean bytesFirst = !endedHere() && paused && partner == null && in.size() > 0;
        if (ended != null && !gone && !bytesFirst) {
            gone = true;
            ports.forget(this);
            host().guarded(() -> handler.closed(port, ended));
        }
    }

    private void announce(PortHandler handler) {
        tell(() -> {
            if (listener != 0) {
                handler.accepted(port, listener, local, remote);
            } else {
                handler.connected(port, local, remote);
            }
        });
    }

    private void carry(PortHandler handler) {
        if (partner != null) {
            carryToPartner();
            return;
        }
        if (fresh && in.size() > 0 && !paused) {
            fresh = false;
            offer(handler);
        }
        boolean same = !endedHere() && ports.owner(role).handler() == handler;
        if (same && inputEnded && !inputEndTold && !paused) {
            endInput(handler);
        }
        if (same && ended == null && writableOwed && out != null && !out.aboveLow()) {
            writableOwed = false;
            tell(() -> handler.writable(port));
        }
    }

    private void endInput(PortHandler handler) {
        in.drop(in.size()); // half a unit that will never be whole
        inputEndTold = true;
        tell(() -> handler.inputClosed(port));
        endIfBothEnded();
    }

    private void offer(PortHandler handler) {
        int length = in.size();
        byte[] lent = new byte[length + 7]; // a copy at an odd offset, spoiled afterwards: nobody may keep it
        System.arraycopy(in.array(), in.head(), lent, 7, length);
        int[] consumed = {0};
        tell(() -> consumed[0] = handler.received(port, lent, 7, length));
        boolean unchanged = Arrays.equals(lent, 7, 7 + length, in.array(), in.head(), in.head() + length);
        Arrays.fill(lent, (byte) 0xaa);
        if (!unchanged || consumed[0] < 0 || consumed[0] > length) {
            throw new AssertionError("received wrote into its argument or consumed " + consumed[0] + " of " + length
                    + " bytes (seed " + host().world().seed() + "L)");
        }
        take(consumed[0]);
        if (!endedHere() && ports.owner(role).handler() == handler) {
            tell(() -> handler.readComplete(port));
        }
        if (ended == null && !paused && in.size() >= SimStream.WINDOW) {
            abortWith(CloseReason.LIMIT); // nothing more can arrive, and the owner wants more
        }
    }

    private void carryToPartner() {
        while (in.size() > 0 && !partner.out.full()) {
            int length = Math.min(in.size(), 16_384);
            partner.out.add(in.array(), in.head(), length);
            take(length);
        }
        partner.out.flush();
        if (inputEnded && in.size() == 0 && !inputEndTold) {
            inputEndTold = true;
            partner.out.end();
            endIfBothEnded();
        }
    }

    private void tell(Runnable call) {
        if (!host().guarded(call) && ended == null) {
            abortWith(CloseReason.HANDLER_FAILED);
        }
    }
}
