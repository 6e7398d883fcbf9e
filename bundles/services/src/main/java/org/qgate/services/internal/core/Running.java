package org.qgate.services.internal.core;

import org.qgate.qsx.manifest.ServiceManifest;

/**
 * A version that is installed and made.
 *
 * @param instance its number at the gate
 */
record Running(long instance, long bundleId, String location, ServiceManifest manifest, long startedWallMs) {}
