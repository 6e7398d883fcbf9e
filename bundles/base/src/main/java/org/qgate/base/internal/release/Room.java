package org.qgate.base.internal.release;

import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.UpdateError;
import org.qgate.common.release.ReleaseEntry;

/**
 * What this node has for a bundle.
 *
 * @param api the version of its contracts
 * @param epoch the newest format of stored data that it can keep
 */
record Room(Version api, long epoch) {
    /**
     * Refuses a bundle that needs more.
     *
     * @throws QGateException QG-UPD-0006
     */
    void require(ReleaseEntry entry) {
        if (!VersionRange.valueOf(entry.api()).includes(api)) {
            throw new QGateException(
                    UpdateError.TOO_NEW, entry.bsn() + " needs contracts " + entry.api() + ", this node has " + api);
        }
        if (entry.epoch() > epoch) {
            throw new QGateException(
                    UpdateError.TOO_NEW,
                    entry.bsn() + " needs data of epoch " + entry.epoch() + ", this node has " + epoch);
        }
    }
}
