package org.qgate.gate.internal.protocol;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.error.ErrorCode;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.api.network.ServiceRequest;
import org.qgate.api.network.ServiceStreams;
import org.qgate.api.network.StreamFailure;
import org.qgate.api.protocol.Caller;
import org.qgate.api.protocol.Protocols.Dial;
import org.qgate.api.transport.Role;

/** Opens streams: to this node itself without leaving the process, to others through the kernel. Event loop only. */
final class Dialler {
    private final PortDesk desk;
    private final KernelDoor kernel;
    private final Reception reception;
    private final Openings openings;
    private final Map<Long, Attempt<?>> asked = new HashMap<>();
    private long lastOwn;

    Dialler(PortDesk desk, KernelDoor kernel, Reception reception, Openings openings) {
        this.desk = desk;
        this.kernel = kernel;
        this.reception = reception;
        this.openings = openings;
    }

    /** Who asked for a stream. */
    interface Asker<E> {
        /** It stands; false when nobody wants it any more. */
        boolean opened(E end);

        /** It could not be opened. */
        void failed(ErrorCode error, String detail);
    }

    /**
     * Begins to open a stream; the answer may come at once.
     *
     * @param own this node's id, or null while it is not known
     */
    <E extends PortEnd> Attempt<E> dial(Dial dial, NodeId own, EndMaker<E> maker, Asker<E> asker) {
        Attempt<E> attempt = new Attempt<>(dial, own, maker, asker);
        attempt.begin();
        return attempt;
    }

    /** The kernel opened a stream. */
    void opened(long number) {
        Attempt<?> attempt = asked.remove(number);
        kernel.askNow(now -> {
            if (attempt == null) {
                now.cancel(number);
            } else {
                attempt.join(now);
            }
        });
    }

    /** The kernel could not. */
    void failed(long number, StreamFailure reason) {
        Attempt<?> attempt = asked.remove(number);
        if (attempt != null) {
            attempt.refuse(reason);
        }
    }

    /** One stream that is being opened. */
    final class Attempt<E extends PortEnd> implements Knock {
        private final Dial dial;
        private final NodeId own;
        private final EndMaker<E> maker;
        private final Asker<E> asker;
        private Opening opening;
        private long number;
        private boolean over;
        private String circuit = "";

        private Attempt(Dial dial, NodeId own, EndMaker<E> maker, Asker<E> asker) {
            this.dial = dial;
            this.own = own;
            this.maker = maker;
            this.asker = asker;
        }

        private void begin() {
            Optional<Opening> share = desk.isOpen() ? Opening.take(openings, dial.protocol()) : Optional.empty();
            if (share.isEmpty()) {
                over = true;
                asker.failed(ExtenderError.LIMIT, "too many streams are open");
                return;
            }
            opening = share.get();
            if (dial.node().equals(own)) {
                circuit = "own-" + ++lastOwn;
                reception.knock(this);
            } else {
                kernel.ask(this::ask, () -> fail(ExtenderError.UNREACHABLE, "this node is not in the network"));
            }
        }

        private void ask(ServiceStreams now) {
            if (!over) {
                number = now.dial(new ServiceRequest(
                        dial.node(), dial.protocol(), dial.identify(), dial.isolation(), dial.hops(), CellSize.LARGE));
                asked.put(number, this);
            }
        }

        /** Nobody wants it any more. */
        void giveUp() {
            if (!over) {
                over = true;
                opening.giveBack();
                if (asked.remove(number, this)) {
                    kernel.askNow(now -> now.cancel(number));
                }
            }
        }

        private void join(ServiceStreams now) {
            boolean joined = false;
            try {
                joined = desk.connect(this::end, there -> {
                    boolean given = desk.lease().give(there, Role.KERNEL);
                    if (given) {
                        now.splice(number, there);
                    }
                    return given;
                });
            } catch (QGateException noRoom) {
                fail(ExtenderError.LIMIT, "no room for the stream");
            }
            if (!joined) {
                now.cancel(number);
                fail(ExtenderError.UNREACHABLE, "the kernel went");
            }
        }

        /** Makes the end of whoever asked. */
        private E end(long port) {
            over = true;
            E end = maker.make(port, opening::giveBack);
            if (!asker.opened(end)) {
                desk.run(() -> desk.lease().abort(port));
            }
            return end;
        }

        private void fail(ErrorCode error, String detail) {
            if (!over) {
                over = true;
                opening.giveBack();
                asker.failed(error, detail);
            }
        }

        // ---- as somebody who wants a stream of this node itself

        @Override
        public String protocol() {
            return dial.protocol();
        }

        @Override
        public Caller caller() {
            return new Caller(dial.identify() ? Optional.of(own) : Optional.empty(), circuit);
        }

        @Override
        public void accept(LongFunction<? extends PortEnd> here, Runnable inVain) {
            boolean joined = false;
            try {
                joined = !over
                        && desk.connect(here, there -> {
                            desk.seat(there, this::end);
                            return true;
                        });
            } catch (QGateException noRoom) {
                fail(ExtenderError.LIMIT, "no room for the stream");
            }
            if (!joined) {
                inVain.run();
            }
        }

        @Override
        public void refuse(StreamFailure reason) {
            switch (reason) {
                case REFUSED, NAME, EXIT_POLICY ->
                    fail(ExtenderError.NOT_SERVED, "'" + dial.protocol() + "' is not served there");
                case RESOURCES -> fail(ExtenderError.LIMIT, "the node takes no more");
                default -> fail(ExtenderError.UNREACHABLE, "no stream to the node: " + reason);
            }
        }
    }
}
