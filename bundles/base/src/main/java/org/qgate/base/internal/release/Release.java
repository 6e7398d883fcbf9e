package org.qgate.base.internal.release;

import java.nio.file.Path;
import org.osgi.framework.BundleContext;
import org.qgate.api.base.Health;
import org.qgate.api.base.Installation;
import org.qgate.api.base.StateFolder;
import org.qgate.api.error.QGateException;

/** The door of this package: one distribution's release list and what the framework has of it. */
public final class Release {
    private final BundleContext context;
    private final ReleaseList list;
    private final Path etc;

    private Release(BundleContext context, ReleaseList list, Path etc) {
        this.context = context;
        this.list = list;
        this.etc = etc;
    }

    /**
     * Reads the list.
     *
     * @throws QGateException QG-BAS-0009 when it is missing or malformed
     */
    public static Release open(BundleContext context, Path folder, Path etc) {
        return new Release(context, ReleaseList.read(folder), etc);
    }

    /** Returns the service that describes the installation. */
    public Installation installation() {
        return new InstalledCore(context, list, etc);
    }

    /** Installs what the list names and watches it from then on. */
    public void install(StateFolder state, Health health) {
        CoreWatch watch = new CoreWatch(health);
        context.addFrameworkListener(watch);
        context.addBundleListener(watch);
        new CoreInstaller(context, state, health).apply(list);
    }
}
