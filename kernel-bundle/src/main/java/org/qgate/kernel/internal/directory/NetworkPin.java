package org.qgate.kernel.internal.directory;

import java.util.Arrays;
import java.util.Optional;
import org.qgate.api.crypto.Signatures;
import org.qgate.api.error.KernelError;
import org.qgate.api.error.QGateException;
import org.qgate.kernel.internal.Archive;

/**
 * Remembers the network description in use, so that only a signer it names can replace it ([NET-5]). Blocking: off the
 * loop.
 */
public final class NetworkPin {
    /** The key of the description. */
    public static final String KEPT = "description";

    private final Archive archive;
    private final Signatures signatures;

    /** Uses what the kernel keeps. */
    public NetworkPin(Archive archive, Signatures signatures) {
        this.archive = archive;
        this.signatures = signatures;
    }

    /**
     * Accepts the description that the operator placed, and keeps it.
     *
     * @throws QGateException QG-KRN-0001 when it is wrong, of another network than before, older than the one in use,
     *     or not signed by a signer of the one in use
     */
    public Network accept(byte[] file, long nowMs) {
        NetworkFile.Read placed = NetworkFile.verify(file, signatures);
        Optional<byte[]> kept = archive.map(Archive.NETWORK).get(Archive.key(KEPT));
        boolean same = kept.isPresent() && Arrays.equals(kept.get(), file);
        if (kept.isPresent() && !same) {
            checkReplaces(NetworkFile.verify(kept.get(), signatures).network(), placed);
        }
        NetworkFile.checkInForce(placed.network(), nowMs);
        if (!same) {
            archive.map(Archive.NETWORK).put(Archive.key(KEPT), file);
        }
        return placed.network();
    }

    private static void checkReplaces(Network before, NetworkFile.Read placed) {
        Network after = placed.network();
        if (!after.id().equals(before.id())) {
            throw refused("is of network '" + after.id() + "', this node belongs to '" + before.id() + "'");
        }
        if (placed.signedBy().stream().noneMatch(before.signers()::contains)) {
            throw refused("is not signed by a signer of the one in use");
        }
        if (after.validFromMs() <= before.validFromMs()) {
            throw refused("counts from " + Times.at(after.validFromMs()) + ", not later than the one in use");
        }
    }

    private static QGateException refused(String why) {
        return new QGateException(KernelError.NETWORK_FILE, "the network description placed " + why);
    }
}
