package org.qgate.qsx.sign;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.qgate.api.error.PackageError;
import org.qgate.common.json.Json;
import org.qgate.common.release.PublicReleaseKey;
import org.qgate.common.release.PublicReleaseKey.Verifier;
import org.qgate.common.release.RefusedException;
import org.qgate.common.release.Sha256;
import org.qgate.qsx.manifest.Fields;
import org.qgate.qsx.refuse.RefusedPackageException;

/**
 * A publisher's public key: one of Ed25519 (RFC 8032) and one of ML-DSA-65 (FIPS 204). What it signs is believed when both
 * signatures verify.
 *
 * @param name for people, one line of at most 60 characters; whoever trusts the key vouches for it
 * @param keys both public keys
 */
public record PublisherKey(String name, PublicReleaseKey keys) {
    private static final String SCHEMA = "qgate.publisher-key/1";
    private static final byte[] ID_DOMAIN = "qgate publisher key v1".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{40,2700}={0,2}");
    private static final int LARGEST = 8192;
    private static final int GROUP = 4;

    /** Returns the key's name: 64 hexadecimal digits, SHA-256 over a label and both public keys. */
    public String id() {
        return Sha256.hex(ID_DOMAIN, keys.ed25519(), keys.mlDsa65());
    }

    /** Returns all digits of {@link #id} in groups of four, for people to compare. */
    public String fingerprint() {
        return id().replaceAll("(.{" + GROUP + "})(?!$)", "$1 ");
    }

    /** Tells whether a text that somebody typed is this key's fingerprint: all digits, grouped or not. */
    public boolean hasFingerprint(String typed) {
        return typed.replaceAll("[\\s:-]", "").equalsIgnoreCase(id());
    }

    /**
     * Reads a key file.
     *
     * @throws RefusedPackageException when it is malformed, or of another key than it says
     */
    public static PublisherKey decode(byte[] json) {
        if (json.length > LARGEST) {
            throw new RefusedPackageException(PackageError.MALFORMED_KEY, "publisher's key", json.length + " bytes");
        }
        try {
            Object read = Json.read(new String(json, StandardCharsets.UTF_8));
            Fields fields = Fields.of("publisher's key", read, Set.of("schema", "name", "id", "ed25519", "mlDsa65"));
            PublisherKey key = of(fields);
            if (!SCHEMA.equals(fields.value("schema")) || !key.id().equals(fields.value("id"))) {
                throw new IllegalArgumentException("not a " + SCHEMA + " document, or of another key than it says");
            }
            return key;
        } catch (IllegalArgumentException | RefusedPackageException malformed) {
            throw new RefusedPackageException(PackageError.MALFORMED_KEY, "publisher's key", malformed);
        }
    }

    /** Reads the three fields that make a key. */
    static PublisherKey of(Fields fields) {
        return new PublisherKey(
                fields.line("name", 1, 60),
                new PublicReleaseKey(
                        Base64.getDecoder().decode(fields.text("ed25519", BASE64)),
                        Base64.getDecoder().decode(fields.text("mlDsa65", BASE64))));
    }

    /** Returns the three fields that make a key. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("ed25519", Base64.getEncoder().encodeToString(keys.ed25519()));
        json.put("mlDsa65", Base64.getEncoder().encodeToString(keys.mlDsa65()));
        return json;
    }

    /** Returns the key as JSON: a file for {@code publisher:trust}. */
    public byte[] encode() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", SCHEMA);
        json.put("id", id());
        json.putAll(json());
        return (Json.writePretty(json) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Returns the payload of an envelope whose two signatures are of this key.
     *
     * @param what for messages
     * @param malformed what a malformed envelope is refused as
     * @param wrong what a missing or wrong signature is refused as
     * @throws RefusedPackageException when it is not signed by this key with both
     */
    public byte[] verified(
            byte[] envelope,
            String payloadType,
            String what,
            PackageError malformed,
            PackageError wrong,
            Verifier verifier) {
        try {
            return keys.verified(envelope, payloadType, what, verifier);
        } catch (RefusedException refused) {
            PackageError code =
                    switch (refused.reason()) {
                        case UNSIGNED -> PackageError.UNSIGNED;
                        case WRONG_KEY -> wrong;
                        case ALTERED -> malformed;
                    };
            throw new RefusedPackageException(code, what, "key " + id());
        }
    }

    /**
     * Requires that exactly these bytes are the signed payload of an envelope of this key.
     *
     * @throws RefusedPackageException when they are not
     */
    public void require(byte[] payload, byte[] envelope, String payloadType, String what, Verifier verifier) {
        byte[] signed = verified(
                envelope, payloadType, what, PackageError.SIGNED_OTHER, PackageError.WRONG_SIGNATURE, verifier);
        if (!Arrays.equals(signed, payload)) {
            throw new RefusedPackageException(PackageError.SIGNED_OTHER, what, "");
        }
    }
}
