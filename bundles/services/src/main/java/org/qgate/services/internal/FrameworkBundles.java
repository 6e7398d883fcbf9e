package org.qgate.services.internal;

import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.services.internal.core.Bundles;

/**
 * Bundles of extenders in the framework. They belong to the framework, not to this bundle: another version of it finds
 * them. Thread-safe.
 */
final class FrameworkBundles implements Bundles {
    /** The framework may still be on its way up when the first extender starts; none starts by itself. */
    private static final int START_LEVEL = 20;

    private final BundleContext framework;

    FrameworkBundles(BundleContext own) {
        framework = own.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getBundleContext();
    }

    @Override
    public Map<String, Long> installed() {
        Map<String, Long> found = new LinkedHashMap<>();
        Arrays.stream(framework.getBundles())
                .filter(each -> each.getLocation().startsWith(PREFIX))
                .forEach(each -> found.put(each.getLocation(), each.getBundleId()));
        return found;
    }

    @Override
    public long install(String location, byte[] jar) {
        try {
            Bundle stale = framework.getBundle(location);
            if (stale != null) {
                stale.uninstall();
            }
            Bundle installed = framework.installBundle(location, new ByteArrayInputStream(jar));
            installed.adapt(BundleStartLevel.class).setStartLevel(START_LEVEL);
            return installed.getBundleId();
        } catch (BundleException refused) {
            throw new QGateException(ExtenderError.STAGE, location + ": " + refused.getMessage(), refused);
        }
    }

    /** Started for this run of the framework only: at the next one its bytes are looked at anew first. */
    @Override
    public void start(long bundleId) {
        Bundle bundle = framework.getBundle(bundleId);
        if (bundle == null) {
            throw new QGateException(ExtenderError.STAGE, "bundle " + bundleId + " is gone");
        }
        try {
            bundle.start(Bundle.START_TRANSIENT);
        } catch (BundleException refused) {
            throw new QGateException(ExtenderError.STAGE, bundle.getLocation() + ": " + refused.getMessage(), refused);
        }
    }

    @Override
    public void uninstall(long bundleId) {
        Bundle bundle = framework.getBundle(bundleId);
        try {
            if (bundle != null && bundle.getState() != Bundle.UNINSTALLED) {
                bundle.uninstall();
            }
        } catch (BundleException refused) {
            throw new QGateException(ExtenderError.STAGE, bundle.getLocation() + ": " + refused.getMessage(), refused);
        }
    }
}
