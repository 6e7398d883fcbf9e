package org.qgate.kernel.internal.node;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.qgate.api.base.Scheduler;
import org.qgate.api.base.Workers;
import org.qgate.api.error.KernelError;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.TransportError;
import org.qgate.common.log.Trace;
import org.qgate.kernel.internal.Offload;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work off the loop on bounded pools, one a lane, results back on the loop. */
final class WorkerOffload implements Offload, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerOffload.class);
    private static final int INBOUND_QUEUE = 256;
    private static final int OWN_QUEUE = 4096;
    private static final int STORE_QUEUE = 64;

    private final Map<Lane, Workers> lanes = new EnumMap<>(Lane.class);
    private final Consumer<Runnable> loop;

    /**
     * Makes the pools.
     *
     * @param loop runs a task on the event loop as a turn of its own
     */
    WorkerOffload(Scheduler scheduler, Consumer<Runnable> loop) {
        this.loop = loop;
        lanes.put(Lane.INBOUND_LINK, scheduler.workers("kernel-link", 1, INBOUND_QUEUE));
        lanes.put(Lane.INBOUND_HOP, scheduler.workers("kernel-hop", 1, INBOUND_QUEUE));
        lanes.put(Lane.OWN, scheduler.workers("kernel-own", 2, OWN_QUEUE));
        lanes.put(Lane.STORE, scheduler.workers("kernel-store", 1, STORE_QUEUE));
    }

    @Override
    public <T> boolean submit(Lane lane, Callable<T> work, Consumer<T> done, Consumer<QGateException> failed) {
        return lanes.get(lane).offer(() -> run(work, done, failed));
    }

    private <T> void run(Callable<T> work, Consumer<T> done, Consumer<QGateException> failed) {
        Runnable answer;
        try {
            T result = work.call();
            answer = () -> done.accept(result);
        } catch (QGateException refused) {
            answer = () -> failed.accept(refused);
        } catch (Exception broken) { // a defect in the work: the state machine that waits must still hear of it
            LOG.error("work off the loop failed: {}", Trace.of(broken));
            QGateException wrapped = new QGateException(KernelError.PROTOCOL, "internal failure: " + broken, broken);
            answer = () -> failed.accept(wrapped);
        }
        answer(answer);
    }

    /** Brings an answer to the loop; whoever waited is gone when the kernel has lost its role meanwhile. */
    private void answer(Runnable answer) {
        try {
            loop.accept(answer);
        } catch (QGateException stale) {
            if (stale.code() != TransportError.STALE_OWNER) {
                throw stale;
            }
            LOG.debug("an answer came after the kernel was replaced");
        }
    }

    @Override
    public void close() {
        lanes.values().forEach(Workers::close);
    }
}
