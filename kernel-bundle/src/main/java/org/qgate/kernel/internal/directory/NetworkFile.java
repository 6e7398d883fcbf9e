package org.qgate.kernel.internal.directory;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.Certificate;
import org.qgate.api.crypto.Identity;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.api.crypto.Signatures;
import org.qgate.api.error.KernelError;
import org.qgate.api.error.QGateException;
import org.qgate.api.net.Endpoint;
import org.qgate.common.json.CanonicalJson;
import org.qgate.common.json.Json;

/** Reads, verifies and founds {@code network.json} ([NET-1] to [NET-6]). Off the loop. */
public final class NetworkFile {
    /** What signatures cover, beside the canonical bytes. */
    static final String DOMAIN = "qgate 1 network";

    static final String SCHEMA = "qgate.network/1";
    static final int MAX_BYTES = 1 << 20;

    private NetworkFile() {}

    /** A verified description with those who signed it. */
    record Read(Network network, Set<NodeId> signedBy) {}

    /**
     * Parses and verifies a network description in force.
     *
     * @throws QGateException QG-KRN-0001 when it is malformed, expired, or not signed by a signer that it names, QG-KRN-0007
     *     when it counts from a later time than this clock's
     */
    public static Network read(byte[] file, Signatures signatures, long nowMs) {
        Read read = verify(file, signatures);
        checkInForce(read.network(), nowMs);
        return read.network();
    }

    static void checkInForce(Network network, long nowMs) {
        if (nowMs < network.validFromMs() - DescriptorCheck.SKEW_MS) {
            throw new QGateException(
                    KernelError.CLOCK_SKEW,
                    "the network description counts from " + Times.at(network.validFromMs()) + ", this clock says "
                            + Times.at(nowMs));
        }
        if (nowMs >= network.validUntilMs()) {
            throw refused("expired at " + Times.at(network.validUntilMs()) + ", this clock says " + Times.at(nowMs));
        }
    }

    /** Verifies everything but the time. */
    static Read verify(byte[] file, Signatures signatures) {
        try {
            Map<String, Object> document = NetworkFields.object(
                    Json.read(text(file)),
                    "document",
                    Set.of("schema", "id", "validFrom", "validUntil", "signers", "threshold", "seeds", "signatures"));
            Network network = NetworkFields.network(document);
            return new Read(network, signedBy(document, network, signatures));
        } catch (IllegalArgumentException malformed) {
            throw new QGateException(
                    KernelError.NETWORK_FILE, "network description: " + malformed.getMessage(), malformed);
        }
    }

    private static String text(byte[] file) {
        if (file.length > MAX_BYTES) {
            throw refused("is longer than 1 MiB");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw refused("is not UTF-8");
        }
    }

    private static Set<NodeId> signedBy(Map<String, Object> document, Network network, Signatures signatures) {
        byte[] message = signedBytes(document);
        Set<NodeId> signed = new HashSet<>();
        for (Object element : NetworkFields.list(document.get("signatures"), "signatures", 1, 16)) {
            Map<String, Object> one =
                    NetworkFields.object(element, "signature", Set.of("signer", "certificate", "signature"));
            NodeId signer = NetworkFields.nodeId(one.get("signer"), "signer");
            byte[] certificate = NetworkFields.base64(one.get("certificate"), "certificate", 12 * 1024);
            byte[] signature = NetworkFields.base64(one.get("signature"), "signature", Signatures.BYTES);
            // The certificate lives 30 days, the description a year: it counts at the time of signing.
            Certificate by = certificate(signatures, network, certificate);
            if (!by.nodeId().equals(signer) || !network.signers().contains(signer) || !signed.add(signer)) {
                throw refused("is signed by " + signer.brief() + ", whom it does not name as signer, or twice");
            }
            if (!signatures.verify(by, DOMAIN, message, signature)) {
                throw refused("was changed: the signature of " + signer.brief() + " does not verify");
            }
        }
        return Set.copyOf(signed);
    }

    private static Certificate certificate(Signatures signatures, Network network, byte[] encoded) {
        try {
            return signatures.certificate(network.id(), encoded, network.validFromMs());
        } catch (QGateException invalid) {
            throw new QGateException(
                    KernelError.NETWORK_FILE,
                    "network description: a signer's certificate: " + invalid.getMessage(),
                    invalid);
        }
    }

    private static byte[] signedBytes(Map<String, Object> document) {
        Map<String, Object> signed = new LinkedHashMap<>(document);
        signed.remove("signatures");
        return CanonicalJson.write(signed);
    }

    /**
     * Makes the description of a new network, whose first node is its only seed and signer. Valid for a year.
     *
     * @param advertise where the founding node accepts links, 1 to 8 addresses
     * @return the file's content
     */
    public static byte[] found(
            String networkId, Identity identity, List<Endpoint> advertise, LinkSuite suite, long nowMs) {
        Instant from = Instant.ofEpochMilli(nowMs).truncatedTo(ChronoUnit.SECONDS);
        Map<String, Object> seed = new LinkedHashMap<>();
        seed.put("nodeId", identity.nodeId().toString());
        seed.put("linkKey", Base64.getEncoder().encodeToString(identity.linkKey()));
        seed.put("suite", suite.name());
        seed.put("addresses", advertise.stream().map(Endpoint::toString).toList());
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schema", SCHEMA);
        document.put("id", networkId);
        document.put("validFrom", from.toString());
        document.put("validUntil", from.plus(365, ChronoUnit.DAYS).toString());
        document.put("signers", List.of(identity.nodeId().toString()));
        document.put("threshold", 1L);
        document.put("seeds", List.of(seed));
        return sign(document, identity);
    }

    /** Adds a signer's signature to a description without signatures. */
    static byte[] sign(Map<String, Object> unsigned, Identity identity) {
        Map<String, Object> document = new LinkedHashMap<>(unsigned);
        Map<String, Object> signature = new LinkedHashMap<>();
        signature.put("signer", identity.nodeId().toString());
        signature.put("certificate", Base64.getEncoder().encodeToString(identity.certificate()));
        signature.put(
                "signature", Base64.getEncoder().encodeToString(identity.sign(DOMAIN, CanonicalJson.write(unsigned))));
        document.put("signatures", List.of(signature));
        return (Json.writePretty(document) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static QGateException refused(String why) {
        return new QGateException(KernelError.NETWORK_FILE, "the network description " + why);
    }
}
