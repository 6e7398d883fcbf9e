package org.qgate.gate.internal.hook;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.qgate.api.base.Health;
import org.qgate.api.base.HealthState;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was refused, for the operator: each bundle's first refusal is logged, and the health board names the last one until
 * its bundle is gone. Thread-safe.
 */
final class Refusals implements SynchronousBundleListener {
    private static final Logger LOG = LoggerFactory.getLogger("org.qgate.gate");
    private static final String SUBSYSTEM = "gate.admission";
    private static final int REMEMBERED = 256;

    private final Supplier<Optional<Health>> health;
    private final AtomicLong count = new AtomicLong();
    private final Map<Long, QGateException> open = new LinkedHashMap<>();

    Refusals(Supplier<Optional<Health>> health) {
        this.health = health;
    }

    long count() {
        return count.get();
    }

    /** A bundle did not resolve. */
    void bundle(Bundle refused, String why) {
        note(refused, new QGateException(ExtenderError.NOT_ADMITTED, place(refused) + " " + why));
    }

    /** A class did not load. */
    String type(Bundle of, String name, String why) {
        QGateException refusal = new QGateException(ExtenderError.OTHER_CLASS, place(of) + " " + name + " " + why);
        note(of, refusal);
        return refusal.getMessage();
    }

    private static String place(Bundle bundle) {
        return "bundle " + bundle.getBundleId() + " at " + bundle.getLocation();
    }

    private void note(Bundle refused, QGateException refusal) {
        count.incrementAndGet();
        synchronized (open) {
            if (open.containsKey(refused.getBundleId()) || open.size() >= REMEMBERED) {
                return;
            }
            open.put(refused.getBundleId(), refusal);
        }
        LOG.error("{} {}", refusal.getMessage(), refusal.code().advice());
        report(refusal);
    }

    private void report(QGateException refusal) {
        HealthState state = refusal.code() == ExtenderError.OTHER_CLASS ? HealthState.CRITICAL : HealthState.WARN;
        health.get().ifPresent(board -> board.failed(SUBSYSTEM, state, refusal));
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.UNINSTALLED) {
            forget(event.getBundle().getBundleId());
        }
    }

    private void forget(long bundle) {
        Optional<QGateException> left;
        synchronized (open) {
            if (open.remove(bundle) == null) {
                return;
            }
            left = open.values().stream().reduce((first, second) -> second);
        }
        left.ifPresentOrElse(this::report, () -> health.get()
                .ifPresent(board -> board.ok(SUBSYSTEM, "nothing is refused any more")));
    }
}
