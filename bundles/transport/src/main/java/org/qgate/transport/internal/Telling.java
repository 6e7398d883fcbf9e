package org.qgate.transport.internal;

import java.util.function.Consumer;
import org.qgate.api.transport.CloseReason;
import org.qgate.api.transport.ConnectFailure;
import org.qgate.api.transport.PortHandler;

/**
 * What a port's owner is told, and in which order. All but bytes as they arrive is told by a task of its own, so that
 * no call of an owner is answered while it runs. What cannot be told now, since the owner paused or there is none, is
 * remembered. Loop only.
 */
final class Telling {
    private final Loop loop;
    private final Port port;
    private ConnectFailure failure;
    private boolean stands;
    private boolean announced;
    private boolean silent;
    private boolean bytesTold;
    private boolean offerAgain;
    private boolean inputClosedTold;
    private boolean writableAgain;
    private boolean scheduled;
    private boolean over;

    Telling(Loop loop, Port port) {
        this.loop = loop;
        this.port = port;
    }

    boolean announced() {
        return announced;
    }

    boolean inputClosedTold() {
        return inputClosedTold;
    }

    /** Whether bytes may be offered now. */
    boolean offering() {
        boolean heard = announced && !silent && receiver() != null;
        return heard && port.joint() == null && !port.reading().held(Reading.OWNER);
    }

    /** Whether the connection was made. */
    boolean stands() {
        return stands;
    }

    void established() {
        stands = true;
        announce();
    }

    /** The owner itself made the connection. */
    void paired() {
        announced = true;
    }

    /** The connection asked for cannot be made. */
    void failed(ConnectFailure why) {
        failure = why;
        soon();
    }

    void silence() {
        silent = true;
    }

    /** What the owner before was to be told next is none of the new one's business. */
    void newOwner() {
        bytesTold = false;
        writableAgain = false;
    }

    void offerAgain() {
        offerAgain = true;
        soon();
    }

    void writableAgain() {
        writableAgain = true;
        soon();
    }

    void wakeUpDone() {
        if (bytesTold) {
            bytesTold = false;
            if (!port.endedHere()) {
                tell(receiver -> receiver.readComplete(port.number()));
            }
        }
    }

    /** Offers bytes; returns how many the owner consumed. */
    int offer(byte[] bytes, int offset, int length) {
        TcpLease lease = port.role().lease();
        try {
            int consumed = receiver().received(port.number(), bytes, offset, length);
            if (consumed < 0 || consumed > length) {
                throw new IllegalStateException("consumed " + consumed + " of " + length + " bytes");
            }
            bytesTold = true;
            return consumed;
        } catch (Throwable thrown) {
            handlerFailed(lease, thrown);
            return length;
        }
    }

    /** Tells, soon, what there is to tell. */
    void soon() {
        if (!scheduled) {
            scheduled = true;
            loop.execute(this::tellAll);
        }
    }

    private void tellAll() {
        scheduled = false;
        if (over) {
            return;
        }
        if (failure != null) {
            tellFailure();
            return;
        }
        if (port.joint() != null) {
            port.joint().settle(port);
        } else if (!silent && receiver() != null) {
            announce();
            tellBytes();
            tellInputClosed();
            tellWritable();
        }
        tellEnd();
    }

    private void tellFailure() {
        over = true;
        loop.remove(port);
        if (!silent) {
            tell(receiver -> receiver.failed(port.number(), failure));
        }
    }

    private void announce() {
        if (announced || !stands || silent || receiver() == null) {
            return;
        }
        announced = true;
        if (port.listener() == null) {
            tell(receiver -> receiver.connected(port.number(), port.local(), port.remote()));
        } else {
            tell(receiver -> receiver.accepted(port.number(), port.listener().number(), port.local(), port.remote()));
        }
    }

    private void tellBytes() {
        if (!offerAgain || !offering()) {
            return;
        }
        offerAgain = false;
        if (port.inlet().size() > 0 && !port.endedHere()) {
            port.inlet().offerWaiting();
            wakeUpDone();
        }
    }

    private void tellInputClosed() {
        if (port.hasInputClosed() && !inputClosedTold && !port.endedHere() && offering()) {
            inputClosedTold = true;
            port.inlet().clear(); // half a unit that will never be whole
            tell(receiver -> receiver.inputClosed(port.number()));
            port.closeIfOver();
        }
    }

    private void tellWritable() {
        if (writableAgain) {
            writableAgain = false;
            if (port.live()) {
                tell(receiver -> receiver.writable(port.number()));
            }
        }
    }

    /** The end comes after the bytes: a paused owner hears of it once it took them, or at once when there are none. */
    private void tellEnd() {
        if (!port.isGone()) {
            return;
        }
        boolean bytesFirst = announced && !port.endedHere() && port.inlet().size() > 0 && !offering();
        boolean nobody = announced && !silent && receiver() == null;
        if (nobody || bytesFirst && port.joint() == null) {
            return;
        }
        over = true;
        port.inlet().clear();
        loop.remove(port);
        if (port.listener() != null) {
            port.listener().connectionEnded();
        }
        if (announced && !silent) {
            tell(receiver -> receiver.closed(port.number(), port.endReason()));
        }
    }

    private void tell(Consumer<PortHandler> event) {
        TcpLease lease = port.role().lease();
        PortHandler receiver = receiver();
        if (receiver == null) {
            return;
        }
        try {
            event.accept(receiver);
        } catch (Throwable thrown) {
            handlerFailed(lease, thrown);
        }
    }

    /** An owner replaced during its own call may fail by that alone: the port is not to blame. */
    private void handlerFailed(TcpLease lease, Throwable thrown) {
        loop.counters().handlerFailures.incrementAndGet();
        loop.log().handlerFailed(port.number(), thrown);
        if (port.role().lease() == lease && port.live()) {
            port.end(CloseReason.HANDLER_FAILED);
        }
    }

    private PortHandler receiver() {
        return port.role().receiver();
    }
}
