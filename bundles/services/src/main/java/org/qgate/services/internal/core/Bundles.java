package org.qgate.services.internal.core;

import java.util.Map;

/** What the framework does for extenders. Blocking; thread-safe. */
public interface Bundles {
    /** Where bundles of extenders lie. */
    String PREFIX = "qgate:svc/";

    /** Returns where the bundle of a version lies. */
    static String location(String id, String version, String symbolicName) {
        return PREFIX + id + "/" + version + "/" + symbolicName;
    }

    /** Returns the numbers of all bundles below {@link #PREFIX} by their locations. */
    Map<String, Long> installed();

    /** Installs a bundle, which resolves only once it is admitted. */
    long install(String location, byte[] jar);

    /**
     * Resolves and starts a bundle until the framework ends.
     *
     * @throws org.qgate.api.error.QGateException QG-EXT-0021 with the framework's reason
     */
    void start(long bundleId);

    /** Removes a bundle; nothing happens when it is gone. */
    void uninstall(long bundleId);
}
