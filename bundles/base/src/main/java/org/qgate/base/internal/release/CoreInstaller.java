package org.qgate.base.internal.release;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.qgate.api.base.Health;
import org.qgate.api.base.HealthState;
import org.qgate.api.base.StateFolder;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.QGateException;

/**
 * Brings the framework into the state that the release list and the confirmed updates ask for. A bundle that is installed
 * from the right bytes stays untouched; one with another digest is replaced; one that is not asked for goes.
 */
public final class CoreInstaller {
    /** After everything of the bedrock and of Karaf. */
    public static final int START_LEVEL = 60;

    private static final String SUBSYSTEM = "base.release";

    private final BundleContext context;
    private final StateFolder state;
    private final Health health;

    /** Makes an installer that works through a bundle context. */
    public CoreInstaller(BundleContext context, StateFolder state, Health health) {
        this.context = context;
        this.state = state;
        this.health = health;
    }

    /**
     * Installs what is to be in office; what fails is reported to the health board and does not keep the others from
     * starting.
     *
     * @return what is installed
     */
    public List<CorePackage> apply(Shelf shelf, String version) {
        Map<String, String> confirmed = new Confirmed(state).read();
        List<CorePackage> standing = new ArrayList<>();
        shelf.names().forEach(bsn -> standing.add(shelf.atStart(bsn)));
        removeAllBut(standing);
        standing.removeIf(each -> !installed(each, each.sha256().equals(confirmed.get(each.location()))));
        new Confirmed(state).write(standing);
        if (standing.size() == shelf.names().size()) {
            health.ok(SUBSYSTEM, standing.size() + " swappable bundles of version " + version);
        }
        return standing;
    }

    private boolean installed(CorePackage each, boolean sameBytes) {
        try {
            install(each, sameBytes);
            return true;
        } catch (BundleException failed) {
            report(new QGateException(BaseError.RELEASE, each.bsn() + ": " + failed.getMessage(), failed));
            return false;
        } catch (QGateException refused) {
            report(refused);
            return false;
        }
    }

    private void report(QGateException failure) {
        health.failed(SUBSYSTEM, HealthState.CRITICAL, failure);
    }

    private void removeAllBut(List<CorePackage> standing) {
        Set<String> listed = new HashSet<>();
        standing.forEach(each -> listed.add(each.location()));
        for (Bundle bundle : context.getBundles()) {
            if (CorePackage.owns(bundle.getLocation()) && !listed.contains(bundle.getLocation())) {
                uninstall(bundle);
            }
        }
    }

    private void uninstall(Bundle bundle) {
        try {
            bundle.uninstall();
        } catch (BundleException failed) {
            report(new QGateException(BaseError.RELEASE, bundle.getLocation() + ": " + failed.getMessage(), failed));
        }
    }

    private void install(CorePackage each, boolean sameBytes) throws BundleException {
        Bundle bundle = context.getBundle(each.location());
        if (bundle == null) {
            bundle = context.installBundle(each.location(), new ByteArrayInputStream(each.jar()));
        } else if (!sameBytes) {
            bundle.update(new ByteArrayInputStream(each.jar()));
        }
        bundle.adapt(BundleStartLevel.class).setStartLevel(START_LEVEL);
        bundle.start(Bundle.START_ACTIVATION_POLICY); // takes effect when the framework reaches the level
    }
}
