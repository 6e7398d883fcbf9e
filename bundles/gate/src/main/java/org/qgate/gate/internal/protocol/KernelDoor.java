package org.qgate.gate.internal.protocol;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.qgate.api.base.Current;
import org.qgate.api.error.QGateException;
import org.qgate.api.network.ServiceStreams;

/**
 * The kernel of this moment. While it is replaced, or not in the network, whoever needs it waits a little for the next one. Event
 * loop only, unless marked.
 */
final class KernelDoor {
    /** How long somebody waits for a kernel. */
    static final long WAIT_MS = 2_000;

    private final PortDesk desk;
    private final Current<ServiceStreams> current;
    private final Set<Waiting> waiting = new LinkedHashSet<>();

    /** Somebody who waits for a kernel. */
    private record Waiting(Consumer<ServiceStreams> what, Runnable inVain) {}

    KernelDoor(PortDesk desk, Current<ServiceStreams> current) {
        this.desk = desk;
        this.current = current;
    }

    /**
     * Asks the kernel something, now or as soon as there is one that takes it.
     *
     * @param inVain called when there was none in time
     */
    void ask(Consumer<ServiceStreams> what, Runnable inVain) {
        if (!askNow(what)) {
            Waiting one = new Waiting(what, inVain);
            waiting.add(one);
            desk.lease().schedule(WAIT_MS, () -> {
                if (waiting.remove(one)) {
                    inVain.run();
                }
            });
        }
    }

    /** Asks the kernel something if there is one: otherwise what it is about went with it. */
    boolean askNow(Consumer<ServiceStreams> what) {
        ServiceStreams kernel = current.now().orElse(null);
        if (kernel == null) {
            return false;
        }
        try {
            what.accept(kernel);
            return true;
        } catch (QGateException leaving) {
            return false; // it is not in the network, or not any more
        }
    }

    /** Another kernel came. Thread-safe. */
    void changed() {
        desk.run(() -> List.copyOf(waiting).forEach(each -> {
            if (askNow(each.what())) {
                waiting.remove(each);
            }
        }));
    }
}
