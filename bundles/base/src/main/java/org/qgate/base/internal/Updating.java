package org.qgate.base.internal;

import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.qgate.api.base.Health;
import org.qgate.api.base.Workers;
import org.qgate.api.transport.Gate;
import org.qgate.api.transport.Ports;
import org.qgate.api.update.CoreUpdates;
import org.qgate.api.update.HandOver;
import org.qgate.api.update.Part;
import org.qgate.api.update.UpdateHistory;
import org.qgate.base.internal.release.CoreInstaller;
import org.qgate.base.internal.release.CorePackage;
import org.qgate.base.internal.release.Release;
import org.qgate.base.internal.release.Shelf;
import org.qgate.base.internal.state.FileStateFolder;
import org.qgate.base.internal.swap.OsgiCore;
import org.qgate.base.internal.swap.Roster;
import org.qgate.base.internal.swap.Updates;
import org.qgate.base.internal.work.NamedThreads;
import org.qgate.base.internal.work.SystemClock;
import org.qgate.base.internal.work.ThreadScheduler;

/** Installs the swappable bundles and lets them be replaced. */
final class Updating implements AutoCloseable {
    /** Seconds for which a new version is watched before it stays. */
    private static final String PROBATION = "qgate.probation.seconds";

    private static final long DEFAULT_PROBATION_S = 30;

    private final Updates updates;
    private final Workers worker;

    private Updating(Updates updates, Workers worker) {
        this.updates = updates;
        this.worker = worker;
    }

    /** Offers the hand-over, then installs the bundles that enrol with it. */
    static Updating begin(
            BundleContext context,
            Release release,
            FileStateFolder state,
            Folders folders,
            ThreadScheduler scheduler,
            Health health) {
        Shelf shelf = release.shelf(state, folders.releases());
        Roster roster = new Roster(Updating::location);
        context.registerService(HandOver.class, roster, null);
        Workers worker = scheduler.workers("core-updates", 1, 64);
        Updates updates = new Updates(
                shelf,
                roster,
                state,
                worker,
                release.install(shelf, state, health),
                new Updates.Node(
                        new OsgiCore(context, CoreInstaller.START_LEVEL),
                        () -> service(context, Gate.class),
                        () -> service(context, Ports.class),
                        new SystemClock(),
                        scheduler,
                        health,
                        new NamedThreads("core-step"),
                        probationMs(context)));
        context.registerService(CoreUpdates.class, updates.service(), null);
        context.registerService(UpdateHistory.class, updates.history(), null);
        return new Updating(updates, worker);
    }

    private static long probationMs(BundleContext context) {
        String seconds = context.getProperty(PROBATION);
        return 1_000 * (seconds == null ? DEFAULT_PROBATION_S : Long.parseLong(seconds.strip()));
    }

    private static String location(Part part) {
        Bundle bundle = FrameworkUtil.getBundle(part.getClass());
        return bundle == null ? "" : bundle.getLocation();
    }

    private static <T> Optional<T> service(BundleContext context, Class<T> type) {
        ServiceReference<T> reference = context.getServiceReference(type);
        return Optional.ofNullable(reference == null ? null : context.getService(reference));
    }

    Optional<CorePackage> inOffice(String bsn) {
        return updates.inOffice(bsn);
    }

    @Override
    public void close() {
        worker.close();
    }
}
