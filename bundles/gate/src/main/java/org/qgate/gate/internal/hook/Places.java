package org.qgate.gate.internal.hook;

import org.osgi.framework.Bundle;

/**
 * Tells by whom a bundle was installed, by its location: names and headers of a bundle say what its author likes.
 *
 * @param gate this bundle
 * @param api the bundle of the extender API
 */
record Places(Bundle gate, Bundle api) {
    /** Below it lie extenders, and nothing else does. */
    static final String SERVICES = "qgate:svc/";

    /** Below it lie the bundles that the distribution replaces while it runs. */
    private static final String CORE = "qgate:core/";

    /** Whether a bundle may use the extender API without being an extender. */
    boolean free(Bundle bundle) {
        return bundle.getBundleId() == gate.getBundleId() || isApi(bundle) || core(bundle);
    }

    boolean isApi(Bundle bundle) {
        return bundle.getBundleId() == api.getBundleId();
    }

    static boolean core(Bundle bundle) {
        return bundle.getLocation().startsWith(CORE);
    }

    static boolean service(Bundle bundle) {
        return bundle.getLocation().startsWith(SERVICES);
    }
}
