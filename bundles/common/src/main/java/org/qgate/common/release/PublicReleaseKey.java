package org.qgate.common.release;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.qgate.common.dsse.Envelope;
import org.qgate.common.json.Json;
import org.qgate.common.release.RefusedException.Reason;

/**
 * The release key that a distribution pins. A signature is one of Ed25519 (RFC 8032) and one of ML-DSA-65 (FIPS 204), and
 * both must verify.
 */
public record PublicReleaseKey(byte[] ed25519, byte[] mlDsa65) {
    /** File name beside the release list. */
    public static final String FILE = "release-key.json";

    private static final String SCHEMA = "qgate.release-key/1";
    private static final byte[] ID_DOMAIN = "qgate release key v1".getBytes(StandardCharsets.US_ASCII);
    private static final int ED25519_BYTES = 32;
    /** FIPS 204, table 2. */
    private static final int ML_DSA_65_BYTES = 1952;

    /** Checks the lengths. */
    public PublicReleaseKey {
        if (ed25519.length != ED25519_BYTES || mlDsa65.length != ML_DSA_65_BYTES) {
            throw new IllegalArgumentException("a public key has the wrong length");
        }
    }

    /** Checks single signatures; both methods tell whether it is right and throw nothing. */
    public interface Verifier {
        /** Checks one of Ed25519. */
        boolean ed25519(byte[] publicKey, byte[] signed, byte[] signature);

        /** Checks one of ML-DSA-65 with an empty context. */
        boolean mlDsa65(byte[] publicKey, byte[] signed, byte[] signature);
    }

    /** Returns the key's name: 64 hexadecimal digits, SHA-256 over a label and both public keys. */
    public String id() {
        return Sha256.hex(ID_DOMAIN, ed25519, mlDsa65);
    }

    /**
     * Reads a key.
     *
     * @throws IllegalArgumentException when it is malformed or has another name than it says
     */
    public static PublicReleaseKey decode(String json) {
        Members members = Members.of(Json.read(json), Set.of("schema", "id", "ed25519", "mlDsa65"));
        PublicReleaseKey key = new PublicReleaseKey(
                Base64.getDecoder().decode(members.text("ed25519")),
                Base64.getDecoder().decode(members.text("mlDsa65")));
        if (!SCHEMA.equals(members.text("schema")) || !key.id().equals(members.text("id"))) {
            throw new IllegalArgumentException("not a " + SCHEMA + " document, or of another key than it says");
        }
        return key;
    }

    /** Returns the key as JSON. */
    public String encode() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schema", SCHEMA);
        document.put("id", id());
        document.put("ed25519", Base64.getEncoder().encodeToString(ed25519));
        document.put("mlDsa65", Base64.getEncoder().encodeToString(mlDsa65));
        return Json.writePretty(document) + "\n";
    }

    /**
     * Returns the payload of an envelope whose two signatures are of this key.
     *
     * @param what for messages
     * @throws RefusedException when it is not signed, not by this key, or malformed
     */
    public byte[] verified(byte[] envelope, String payloadType, String what, Verifier verifier) {
        Envelope read;
        try {
            read = Envelope.decode(envelope);
        } catch (IllegalArgumentException malformed) {
            throw new RefusedException(Reason.ALTERED, what + ": " + malformed.getMessage(), malformed);
        }
        if (!read.payloadType().equals(payloadType)) {
            throw RefusedException.altered(what + " holds a " + read.payloadType());
        }
        if (read.signatures().isEmpty()) {
            throw new RefusedException(Reason.UNSIGNED, what + " has no signature");
        }
        byte[] signed = Envelope.signed(payloadType, read.payload());
        boolean classical =
                read.signatures().stream().anyMatch(each -> verifier.ed25519(ed25519, signed, each.bytes()));
        boolean quantum = read.signatures().stream().anyMatch(each -> verifier.mlDsa65(mlDsa65, signed, each.bytes()));
        if (!classical || !quantum) {
            throw new RefusedException(Reason.WRONG_KEY, what + " is not signed by the pinned key " + id());
        }
        return read.payload();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PublicReleaseKey key
                && Arrays.equals(ed25519, key.ed25519)
                && Arrays.equals(mlDsa65, key.mlDsa65);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ed25519);
    }

    @Override
    public String toString() {
        return "PublicReleaseKey[" + id() + "]";
    }
}
