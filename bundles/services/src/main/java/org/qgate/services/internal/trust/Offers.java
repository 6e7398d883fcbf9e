package org.qgate.services.internal.trust;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import org.osgi.framework.Version;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.common.release.Sha256;
import org.qgate.qsx.sign.UpdateIndex.Offer;
import org.qgate.services.internal.record.Publisher;

/**
 * What publishers offer: an index {@code <key id>.index.json} of each, and packages {@code <sha256>.qsx}, in a folder where
 * operators put them. An index is believed when it is signed, not expired, and not older than the newest one seen. Thread-safe.
 */
public final class Offers {
    private static final int LARGEST_INDEX = 2 << 20;
    private static final int LARGEST_PACKAGE = 32 << 20;

    private final Path folder;
    private final Publishers publishers;

    /** Looks into a folder, which need not exist. */
    public Offers(Path folder, Publishers publishers) {
        this.folder = folder;
        this.publishers = publishers;
    }

    /**
     * Returns the newest package that is offered.
     *
     * @param publisher key id of whom the extender is; who succeeds it may offer as well
     * @throws QGateException QG-EXT-0026 when an index is expired or old, QG-EXT-0001 when the package is not there,
     *     QG-EXT-0017 when it is another one
     */
    public Optional<byte[]> newest(String id, String publisher, Version after) {
        return publishers.all().stream()
                .map(Publisher::keyId)
                .filter(keyId -> publishers.signsNew(keyId) && publishers.succeeds(keyId, publisher))
                .flatMap(keyId -> read(folder.resolve(keyId + ".index.json"), LARGEST_INDEX)
                        .map(file -> publishers.index(keyId, file))
                        .stream())
                .flatMap(index -> index.offers().stream())
                .filter(offer -> offer.id().equals(id) && version(offer).compareTo(after) > 0)
                .max(Comparator.comparing(Offers::version))
                .map(this::fetch);
    }

    private static Version version(Offer offer) {
        return Version.parseVersion(offer.version());
    }

    private byte[] fetch(Offer offer) {
        Path file = folder.resolve(offer.sha256() + ".qsx");
        byte[] found = read(file, LARGEST_PACKAGE)
                .orElseThrow(() -> new QGateException(
                        ExtenderError.NO_FILE, offer.version() + " is offered, " + file + " is missing"));
        if (!Sha256.hex(found).equals(offer.sha256())) {
            throw new QGateException(ExtenderError.ALTERED_FILE, file + " is not what the index names");
        }
        return found;
    }

    private static Optional<byte[]> read(Path file, int largest) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(largest + 1);
            if (bytes.length > largest) {
                throw new QGateException(ExtenderError.NO_FILE, file + " has more than " + largest + " bytes");
            }
            return Optional.of(bytes);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new QGateException(ExtenderError.NO_FILE, file + ": " + unreadable, unreadable);
        }
    }
}
