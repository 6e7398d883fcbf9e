package org.qgate.base.internal.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.UpdateError;
import org.qgate.common.release.PublicReleaseKey;
import org.qgate.common.release.RefusedException;
import org.qgate.common.release.ReleaseDocument;
import org.qgate.common.release.ReleaseEntry;
import org.qgate.common.release.Sha256;

/**
 * The swappable bundles of a distribution: {@code release/release.json} and the jars beside it.
 *
 * @param folder where the list and the jars are
 */
record ReleaseList(Path folder, ReleaseDocument document) {
    private static final long LARGEST_LIST = 1 << 20;

    /**
     * Reads the key that stands beside a list.
     *
     * @throws QGateException QG-UPD-0001 when there is none, QG-UPD-0003 when it is malformed
     */
    static PublicReleaseKey key(Path folder) {
        Path file = folder.resolve(PublicReleaseKey.FILE);
        try {
            return PublicReleaseKey.decode(Files.readString(file));
        } catch (NoSuchFileException absent) {
            throw new QGateException(UpdateError.UNSIGNED, file + " is missing", absent);
        } catch (IOException | IllegalArgumentException malformed) {
            throw new QGateException(UpdateError.ALTERED, file + ": " + malformed.getMessage(), malformed);
        }
    }

    /**
     * Reads and verifies a list.
     *
     * @throws QGateException QG-BAS-0009 when it is malformed; QG-UPD-0001, QG-UPD-0002 or QG-UPD-0003 when it is not
     *     signed by the pinned key; QG-UPD-0006 when its bundles are not for these contracts or data
     */
    static ReleaseList read(Path folder, PublicReleaseKey key, Room room) {
        Path file = folder.resolve(ReleaseDocument.FILE);
        try {
            if (Files.size(file) > LARGEST_LIST) {
                throw new QGateException(BaseError.RELEASE, file + " is larger than " + LARGEST_LIST + " bytes");
            }
            byte[] list = Files.readAllBytes(file);
            byte[] signature = Files.readAllBytes(folder.resolve(ReleaseDocument.SIGNATURE));
            byte[] signed = key.verified(signature, ReleaseDocument.PAYLOAD_TYPE, file.toString(), new Signatures());
            if (!Arrays.equals(list, signed)) {
                throw new QGateException(UpdateError.ALTERED, file + " is not what was signed");
            }
            ReleaseDocument document = ReleaseDocument.decode(list);
            document.bundles().forEach(room::require);
            return new ReleaseList(folder, document);
        } catch (RefusedException refused) {
            throw Signatures.coded(refused);
        } catch (NoSuchFileException absent) {
            throw new QGateException(UpdateError.UNSIGNED, absent.getFile() + " is missing", absent);
        } catch (IOException | IllegalArgumentException malformed) {
            throw new QGateException(BaseError.RELEASE, file + ": " + malformed, malformed);
        }
    }

    /** Returns the bundles in the order in which they start. */
    List<ReleaseEntry> bundles() {
        return document.bundles();
    }

    /**
     * Reads a jar whole and compares its digest: what is verified is what gets installed.
     *
     * @throws QGateException QG-BAS-0009 when it is missing or altered
     */
    byte[] verified(ReleaseEntry entry) {
        Path file = folder.resolve(entry.file());
        try {
            byte[] jar = Files.readAllBytes(file);
            String found = Sha256.hex(jar);
            if (!found.equals(entry.sha256())) {
                throw new QGateException(
                        BaseError.RELEASE, file + " has SHA-256 " + found + ", the list says " + entry.sha256());
            }
            return jar;
        } catch (IOException missing) {
            throw new QGateException(BaseError.RELEASE, file + ": " + missing, missing);
        }
    }
}
