package org.qgate.base.internal.release;

import org.osgi.framework.Version;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.UpdateError;
import org.qgate.common.release.PackageDocument;
import org.qgate.common.release.PackageFile;
import org.qgate.common.release.PublicReleaseKey;
import org.qgate.common.release.RefusedException;
import org.qgate.common.release.ReleaseEntry;

/** Reads packages that the pinned key signed and that are for this node. Thread-safe. */
record SignedPackages(PublicReleaseKey key, Room room) implements PackageReader {
    @Override
    public CorePackage read(byte[] file) {
        try {
            PackageFile taken = PackageFile.decode(file);
            PackageDocument document = taken.verified(key, new Signatures());
            ReleaseEntry entry = document.entry();
            if (!PackageDocument.CORE.equals(document.tier())) {
                throw new QGateException(
                        UpdateError.UNKNOWN, entry.bsn() + " is of tier " + document.tier() + ", not core");
            }
            room.require(entry);
            Version version = Version.parseVersion(entry.version());
            return new CorePackage(entry.bsn(), version, entry.sha256(), key.id(), taken::jar, file);
        } catch (RefusedException refused) {
            throw Signatures.coded(refused);
        } catch (IllegalArgumentException odd) {
            throw new QGateException(UpdateError.ALTERED, "service.json: " + odd.getMessage(), odd);
        }
    }
}
