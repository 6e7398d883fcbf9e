package org.qgate.gate.internal.protocol;

import java.util.function.LongFunction;
import org.qgate.api.error.QGateException;
import org.qgate.api.network.ServiceBegin;
import org.qgate.api.network.ServiceStreams;
import org.qgate.api.network.StreamFailure;
import org.qgate.api.protocol.Caller;
import org.qgate.api.transport.Role;

/** Another node wants a stream; the kernel holds it until it is answered. Event loop only. */
final class KernelKnock implements Knock {
    private final PortDesk desk;
    private final KernelDoor kernel;
    private final ServiceBegin begin;
    private boolean gone;

    KernelKnock(PortDesk desk, KernelDoor kernel, ServiceBegin begin) {
        this.desk = desk;
        this.kernel = kernel;
        this.begin = begin;
    }

    /** The other node gave it up. */
    void leave() {
        gone = true;
    }

    @Override
    public String protocol() {
        return begin.protocol();
    }

    @Override
    public Caller caller() {
        return new Caller(begin.dialler(), begin.isolation());
    }

    @Override
    public void accept(LongFunction<? extends PortEnd> here, Runnable inVain) {
        kernel.ask(
                now -> {
                    if (gone || !join(now, here)) {
                        inVain.run();
                    }
                },
                inVain);
    }

    private boolean join(ServiceStreams now, LongFunction<? extends PortEnd> here) {
        try {
            return desk.connect(here, there -> {
                boolean given = desk.lease().give(there, Role.KERNEL);
                if (given) {
                    now.accept(begin.stream(), there);
                }
                return given;
            });
        } catch (QGateException noRoom) {
            now.refuse(begin.stream(), StreamFailure.RESOURCES);
            return false;
        }
    }

    @Override
    public void refuse(StreamFailure reason) {
        if (!gone) {
            kernel.askNow(now -> now.refuse(begin.stream(), reason));
        }
    }
}
