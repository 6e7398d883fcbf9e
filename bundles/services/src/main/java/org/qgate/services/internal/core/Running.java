package org.qgate.services.internal.core;

import org.qgate.gate.InstanceStatus;
import org.qgate.qsx.manifest.ServiceManifest;

/**
 * A version that is made.
 *
 * @param instance its number at the gate
 * @param bundleId of its bundle in the framework; 0 for none
 * @param location of its bundle; empty for none
 */
record Running(long instance, long bundleId, String location, ServiceManifest manifest, long startedWallMs) {
    /** What runs in a process of its own has no bundle: 0 is the framework itself. */
    static final long NO_BUNDLE = 0;

    /** One that is found running at the gate. */
    static Running found(InstanceStatus status, ServiceManifest manifest) {
        String location = status.bundleId() == NO_BUNDLE
                ? ""
                : Bundles.location(manifest.id(), manifest.version(), manifest.id());
        return new Running(status.instance(), status.bundleId(), location, manifest, status.sinceWallMs());
    }

    /** Whether it has a process of its own. */
    boolean ownProcess() {
        return bundleId == NO_BUNDLE;
    }
}
