package org.qgate.base.internal.release;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.Version;
import org.qgate.api.base.Health;
import org.qgate.api.base.Installation;
import org.qgate.api.base.StateFolder;
import org.qgate.api.error.QGateException;
import org.qgate.common.release.PublicReleaseKey;

/** The door of this package: one distribution's release list and what the framework has of it. */
public final class Release {
    /** The newest format of stored data that this bedrock can keep. */
    private static final long DATA_EPOCH = 1;

    private final BundleContext context;
    private final ReleaseList list;
    private final PackageReader reader;
    private final Path etc;

    private Release(BundleContext context, ReleaseList list, PackageReader reader, Path etc) {
        this.context = context;
        this.list = list;
        this.reader = reader;
        this.etc = etc;
    }

    /**
     * Reads the list.
     *
     * @throws QGateException QG-BAS-0009 when it is missing or malformed
     */
    public static Release open(BundleContext context, Path folder, Path etc) {
        PublicReleaseKey key = ReleaseList.key(folder);
        Room room = new Room(apiVersion(), DATA_EPOCH);
        return new Release(context, ReleaseList.read(folder, key, room), new SignedPackages(key, room), etc);
    }

    /** Returns the service that describes the installation; {@code inOffice} knows which version works now. */
    public Installation installation(Function<String, Optional<CorePackage>> inOffice) {
        return new InstalledCore(context, list, inOffice, etc);
    }

    private static Version apiVersion() {
        Bundle api = FrameworkUtil.getBundle(QGateException.class);
        if (api == null) {
            throw new IllegalStateException("the contracts are in no bundle");
        }
        return api.getVersion();
    }

    /** Returns all versions that this node can lay its hands on; {@code releases} is where operators put packages. */
    public Shelf shelf(StateFolder state, Path releases) {
        return new Shelf(list, state, releases, reader);
    }

    /**
     * Installs what is to be in office and watches it from then on.
     *
     * @return what is installed
     */
    public List<CorePackage> install(Shelf shelf, StateFolder state, Health health) {
        CoreWatch watch = new CoreWatch(health);
        context.addFrameworkListener(watch);
        context.addBundleListener(watch);
        return new CoreInstaller(context, state, health)
                .apply(shelf, list.document().version());
    }
}
