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
 * Brings the framework into the state that the release list asks for. A bundle that is installed from the listed bytes
 * stays untouched; one with another version or digest is replaced; one that is no longer listed goes.
 */
public final class CoreInstaller {
    /** After everything of the bedrock and of Karaf. */
    static final int START_LEVEL = 60;

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

    /** Applies a list; what fails is reported to the health board and does not keep the others from starting. */
    public void apply(ReleaseList list) {
        Map<String, String> confirmed = new Confirmed(state).read();
        removeUnlisted(list);
        List<CoreEntry> standing = new ArrayList<>();
        for (CoreEntry entry : list.bundles()) {
            try {
                install(list, entry, entry.sha256().equals(confirmed.get(entry.location())));
                standing.add(entry);
            } catch (BundleException failed) {
                report(new QGateException(BaseError.RELEASE, entry.bsn() + ": " + failed.getMessage(), failed));
            } catch (QGateException refused) {
                report(refused);
            }
        }
        new Confirmed(state).write(standing);
        if (standing.size() == list.bundles().size()) {
            health.ok(SUBSYSTEM, standing.size() + " swappable bundles of version " + list.version());
        }
    }

    private void report(QGateException failure) {
        health.failed(SUBSYSTEM, HealthState.CRITICAL, failure);
    }

    private void removeUnlisted(ReleaseList list) {
        Set<String> listed = new HashSet<>();
        list.bundles().forEach(entry -> listed.add(entry.location()));
        for (Bundle bundle : context.getBundles()) {
            if (CoreEntry.owns(bundle.getLocation()) && !listed.contains(bundle.getLocation())) {
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

    private void install(ReleaseList list, CoreEntry entry, boolean sameBytes) throws BundleException {
        Bundle bundle = context.getBundle(entry.location());
        if (bundle == null) {
            byte[] jar = list.verified(entry);
            bundle = context.installBundle(entry.location(), new ByteArrayInputStream(jar));
        } else if (!sameBytes) {
            byte[] jar = list.verified(entry);
            bundle.update(new ByteArrayInputStream(jar));
        }
        bundle.adapt(BundleStartLevel.class).setStartLevel(START_LEVEL);
        bundle.start(Bundle.START_ACTIVATION_POLICY); // takes effect when the framework reaches the level
    }
}
