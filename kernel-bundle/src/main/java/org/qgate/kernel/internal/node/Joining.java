package org.qgate.kernel.internal.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.qgate.api.base.Clock;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.Identity;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.KernelError;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.VaultError;
import org.qgate.kernel.internal.Archive;
import org.qgate.kernel.internal.directory.Network;
import org.qgate.kernel.internal.directory.NetworkFile;
import org.qgate.kernel.internal.directory.NetworkPin;

/** Finds the network that this node belongs to, or founds it. Blocking: off the loop. */
final class Joining {
    private static final int MAX_FILE_BYTES = 1 << 20;

    /** A network and this node's keys in it. */
    record Membership(Network network, Identity identity) {}

    private final Path etc;
    private final Archive archive;
    private final Clock clock;

    Joining(Path etc, Archive archive, Clock clock) {
        this.etc = etc;
        this.archive = archive;
        this.clock = clock;
    }

    /**
     * Reads the network description, or founds a network when the settings say so and there is none.
     *
     * @return empty while there is no description
     * @throws QGateException QG-KRN-0001 when the description is wrong; QG-CRY-0006, QG-VLT-0001, QG-VLT-0002, QG-BAS-0007
     */
    Optional<Membership> join(NodeSettings settings, Crypto crypto) {
        Path file = etc.resolve(settings.directory().networkFile());
        if (!Files.exists(file)) {
            if (settings.directory().networkFound().isEmpty()) {
                return Optional.empty();
            }
            found(file, settings, crypto);
        }
        Network network = new NetworkPin(archive, crypto.signatures()).accept(read(file), clock.wallMs());
        return Optional.of(new Membership(network, crypto.identity(network.id())));
    }

    /**
     * Returns the membership in a network whose description was read before: reads no file of it.
     *
     * @param network null when there was no description
     * @return nothing when the vault is locked: there are no keys
     * @throws QGateException QG-KRN-0001 when there was none
     */
    static Optional<Membership> again(Network network, Crypto crypto) {
        if (network == null) {
            throw new QGateException(
                    KernelError.NETWORK_FILE, "there was no network's file when this version got ready");
        }
        try {
            return Optional.of(new Membership(network, crypto.identity(network.id())));
        } catch (QGateException refused) {
            if (refused.code() == VaultError.LOCKED || refused.code() == VaultError.ABSENT) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private void found(Path file, NodeSettings settings, Crypto crypto) {
        if (!settings.links().relay()) {
            throw new QGateException(
                    KernelError.NETWORK_FILE, "network_found needs link_listen: a network's first node is its seed");
        }
        Identity identity = crypto.identity(settings.directory().networkFound());
        byte[] content = NetworkFile.found(
                identity.networkId(),
                identity,
                settings.links().advertised(),
                settings.links().suite(crypto.recommendedSuite()),
                clock.wallMs());
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.write(
                    aside,
                    content,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.SYNC);
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new QGateException(BaseError.STATE_WRITE, file + ": " + failed.getMessage(), failed);
        }
    }

    private static byte[] read(Path file) {
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw new QGateException(KernelError.NETWORK_FILE, file + " is larger than 1 MiB");
            }
            return Files.readAllBytes(file);
        } catch (IOException failed) {
            throw new QGateException(KernelError.NETWORK_FILE, file + ": " + failed.getMessage(), failed);
        }
    }
}
