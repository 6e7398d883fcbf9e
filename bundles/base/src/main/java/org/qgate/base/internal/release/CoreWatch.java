package org.qgate.base.internal.release;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.qgate.api.base.Health;
import org.qgate.api.base.HealthState;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.QGateException;

/** Tells the health board when a swappable bundle does not start, and when it does after all. Thread-safe. */
public final class CoreWatch implements FrameworkListener, BundleListener {
    private final Health health;
    private final Map<String, String> failed = new ConcurrentHashMap<>();

    /** Makes a watch that reports to a board. */
    public CoreWatch(Health health) {
        this.health = health;
    }

    @Override
    public void frameworkEvent(FrameworkEvent event) {
        Bundle bundle = event.getBundle();
        if (event.getType() == FrameworkEvent.ERROR && CorePackage.owns(bundle.getLocation())) {
            failed.put(subsystem(bundle), bundle.getLocation());
            String reason = event.getThrowable() == null
                    ? "unknown"
                    : event.getThrowable().getMessage();
            health.failed(
                    subsystem(bundle),
                    HealthState.CRITICAL,
                    new QGateException(BaseError.RELEASE, bundle.getSymbolicName() + " does not start: " + reason));
        }
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        Bundle bundle = event.getBundle();
        boolean well = event.getType() == BundleEvent.STARTED || event.getType() == BundleEvent.UNINSTALLED;
        if (well && CorePackage.owns(bundle.getLocation()) && failed.remove(subsystem(bundle)) != null) {
            health.forget(subsystem(bundle));
        }
    }

    private static String subsystem(Bundle bundle) {
        return "core." + bundle.getSymbolicName();
    }
}
