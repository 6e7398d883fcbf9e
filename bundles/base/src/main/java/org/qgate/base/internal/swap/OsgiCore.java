package org.qgate.base.internal.swap;

import java.io.ByteArrayInputStream;
import java.net.URL;
import java.util.Collection;
import java.util.Enumeration;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.UpdateError;

/** The framework's side of updates. Thread-safe. */
public final class OsgiCore implements Core {
    private final BundleContext context;
    private final int startLevel;

    /** Works through a context; bundles get that start level. */
    public OsgiCore(BundleContext context, int startLevel) {
        this.context = context;
        this.startLevel = startLevel;
    }

    @Override
    public void start(String location, byte[] jar) {
        try {
            Bundle bundle = context.getBundle(location);
            if (bundle == null) {
                bundle = context.installBundle(location, new ByteArrayInputStream(jar));
                bundle.adapt(BundleStartLevel.class).setStartLevel(startLevel);
            }
            // Not for ever: until it is confirmed a restart of the node brings back the version before.
            bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
        } catch (BundleException failed) {
            throw new QGateException(UpdateError.NOT_READY, location + ": " + failed.getMessage(), failed);
        }
    }

    @Override
    public void warm(String location) {
        Bundle bundle = context.getBundle(location);
        Enumeration<URL> found = bundle == null ? null : bundle.findEntries("/", "*.class", true);
        while (found != null && found.hasMoreElements()) {
            String path = found.nextElement().getPath().substring(1);
            String name = path.substring(0, path.length() - ".class".length()).replace('/', '.');
            try {
                Class.forName(name, true, bundle.adapt(BundleWiring.class).getClassLoader());
            } catch (ClassNotFoundException | LinkageError broken) {
                throw new QGateException(UpdateError.NOT_READY, name + " cannot be loaded: " + broken, broken);
            }
        }
    }

    @Override
    public boolean ending() {
        return context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getState() == Bundle.STOPPING;
    }

    @Override
    public boolean active(String location) {
        Bundle bundle = context.getBundle(location);
        return bundle != null && bundle.getState() == Bundle.ACTIVE;
    }

    @Override
    public void stop(String location) {
        Bundle bundle = context.getBundle(location);
        if (bundle != null) {
            try {
                bundle.stop(Bundle.STOP_TRANSIENT);
            } catch (BundleException failed) {
                throw new QGateException(UpdateError.UNCLEAR, location + " does not stop: " + failed, failed);
            }
        }
    }

    @Override
    public void restart(String location) {
        stop(location);
        start(location, null);
    }

    @Override
    public void remove(String location) {
        Bundle bundle = context.getBundle(location);
        if (bundle == null) {
            return;
        }
        FrameworkWiring wiring =
                context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
        Collection<Bundle> affected = wiring.getDependencyClosure(List.of(bundle));
        if (affected.size() != 1) {
            throw new IllegalStateException(location + " cannot go alone: " + affected);
        }
        try {
            bundle.uninstall();
        } catch (BundleException failed) {
            throw new QGateException(UpdateError.UNCLEAR, location + " cannot be removed: " + failed, failed);
        }
        wiring.refreshBundles(List.of(bundle));
    }
}
