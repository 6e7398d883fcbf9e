package org.qgate.kernel.internal.directory;

import java.util.HexFormat;
import org.qgate.api.crypto.Certificate;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.error.KernelError;
import org.qgate.api.error.QGateException;
import org.qgate.common.wire.WireException;

/** Verifies descriptors ([DESC-7] to [DESC-10]). Costs public-key operations: off the loop. Thread-safe. */
final class DescriptorCheck {
    /** How far ahead of ours a relay's clock may be. */
    static final long SKEW_MS = 120_000;

    private final Crypto crypto;
    private final Network network;

    DescriptorCheck(Crypto crypto, Network network) {
        this.crypto = crypto;
        this.network = network;
    }

    /** Returns the digest of a descriptor's bytes, in hexadecimal. */
    static String digest(Crypto crypto, byte[] encoded) {
        return HexFormat.of().formatHex(crypto.hashes().blake3("qgate 1 descriptor digest", encoded));
    }

    /**
     * Parses and verifies a descriptor at a given time.
     *
     * @throws QGateException QG-KRN-0010 or a code of the cryptography when anything about it is wrong
     */
    Descriptor verify(byte[] encoded, long nowMs) {
        DescriptorFields fields = parse(encoded);
        checkPlace(fields);
        checkTimes(fields, nowMs);
        Certificate by = crypto.signatures().certificate(network.id(), fields.certificate(), nowMs);
        byte[] signed = DescriptorCodec.signedPart(encoded);
        if (!crypto.signatures().verify(by, DescriptorCodec.DOMAIN, signed, DescriptorCodec.signature(encoded))) {
            throw refused("its signature does not verify");
        }
        if (fields.family() != null && !crypto.signatures().verify(by.nodeId(), fields.family())) {
            throw refused("its family proof does not verify");
        }
        return new Descriptor(
                by.nodeId(),
                by.linkKey(),
                fields.family() == null
                        ? ""
                        : HexFormat.of().formatHex(fields.family().familyKey()),
                by.epoch(),
                Math.min(fields.expiresMs(), by.notAfterMs()),
                fields,
                digest(crypto, encoded),
                encoded);
    }

    private static DescriptorFields parse(byte[] encoded) {
        try {
            return DescriptorCodec.parse(encoded);
        } catch (WireException malformed) {
            throw refused(malformed.getMessage());
        }
    }

    private void checkPlace(DescriptorFields fields) {
        if (!fields.networkId().equals(network.id())) {
            throw refused("it is of another network");
        }
        if (!network.local() && !fields.addresses().stream().allMatch(at -> Reachable.globally(at.address()))) {
            throw refused("an address is not globally reachable, and the network's seeds are");
        }
    }

    private static void checkTimes(DescriptorFields fields, long nowMs) {
        long life = fields.expiresMs() - fields.publishedMs();
        if (fields.publishedMs() < 0 || life <= 0 || life > DescriptorFields.MAX_LIFE_MS) {
            throw refused("it lives longer than 24 hours or not at all");
        }
        if (fields.publishedMs() > nowMs + SKEW_MS) {
            throw refused("it is published " + Times.span(fields.publishedMs() - nowMs) + " in the future");
        }
        if (fields.expiresMs() <= nowMs) {
            throw refused("it expired " + Times.span(nowMs - fields.expiresMs()) + " ago");
        }
    }

    private static QGateException refused(String why) {
        return new QGateException(KernelError.PROTOCOL, "descriptor refused: " + why);
    }
}
