package org.qgate.gate.internal.host;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.qgate.api.base.Health;
import org.qgate.api.base.HealthState;
import org.qgate.api.base.Workers;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.gate.HostingListener;
import org.qgate.gate.InstanceStatus;
import org.qgate.gate.internal.facade.EventDesk;

/** Tells what happens to instances: whoever decides about extenders, the health board, and extenders that listen. Thread-safe. */
final class Notices {
    private static final String SUBSYSTEM = "gate.extenders";
    private static final String TOPIC = "extender.changed";

    private final Health health;
    private final EventDesk events;
    private final Workers workers;
    private final Supplier<Optional<HostingListener>> listener;
    private final Map<Long, InstanceStatus> abandoned = new LinkedHashMap<>();

    /** @param workers where the listener is called: one thread, so that it hears things in order */
    Notices(Health health, EventDesk events, Workers workers, Supplier<Optional<HostingListener>> listener) {
        this.health = health;
        this.events = events;
        this.workers = workers;
        this.listener = listener;
    }

    /** An instance came into office, or is gone. */
    void changed(Instance instance) {
        events.publish(
                TOPIC,
                Map.of(
                        "id", instance.permit().id(),
                        "version", instance.permit().version(),
                        "state", instance.state().name()));
    }

    /** An instance exceeds a quota for so long that it should be stopped. */
    void overdrawn(InstanceStatus status) {
        tell(status);
    }

    /** A thread of an instance does not end. */
    void abandoned(InstanceStatus status) {
        synchronized (abandoned) {
            abandoned.put(status.instance(), status);
            report();
        }
        tell(status);
    }

    /** The thread ended after all. */
    void recovered(Instance instance) {
        synchronized (abandoned) {
            abandoned.remove(instance.number());
            report();
        }
    }

    private void report() {
        if (abandoned.isEmpty()) {
            health.ok(SUBSYSTEM, "every thread of extenders that were stopped has ended");
            return;
        }
        String names = String.join(
                ", ",
                abandoned.values().stream()
                        .map(each -> each.id() + " " + each.version() + " (" + each.threadsBusy() + " threads)")
                        .toList());
        health.failed(SUBSYSTEM, HealthState.CRITICAL, new QGateException(ExtenderError.ABANDONED, names));
    }

    private void tell(InstanceStatus status) {
        workers.offer(() -> listener.get().ifPresent(each -> each.changed(status)));
    }
}
