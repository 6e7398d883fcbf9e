package org.qgate.base.internal.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.UpdateError;
import org.qgate.common.dsse.Envelope;
import org.qgate.common.json.Json;

/**
 * The release key that a distribution pins. A signature is one of Ed25519 (RFC 8032) and one of ML-DSA-65 (FIPS 204), and
 * both must verify. Verifies only; nothing here signs. Thread-safe.
 *
 * @param id 64 hexadecimal digits: SHA-256 over {@link #ID_DOMAIN} and both public keys
 */
record ReleaseKey(String id, byte[] ed25519, byte[] mlDsa65) {
    static final String FILE = "release-key.json";
    static final String SCHEMA = "qgate.release-key/1";
    private static final byte[] ID_DOMAIN = "qgate release key v1".getBytes(StandardCharsets.US_ASCII);
    private static final int ED25519_BYTES = 32;
    /** FIPS 204, table 2. */
    private static final int ML_DSA_65_BYTES = 1952;

    static ReleaseKey of(byte[] ed25519, byte[] mlDsa65) {
        if (ed25519.length != ED25519_BYTES || mlDsa65.length != ML_DSA_65_BYTES) {
            throw new IllegalArgumentException("a public key has the wrong length");
        }
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            hash.update(ID_DOMAIN);
            hash.update(ed25519);
            hash.update(mlDsa65);
            return new ReleaseKey(HexFormat.of().formatHex(hash.digest()), ed25519, mlDsa65);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java runtime has SHA-256
        }
    }

    /**
     * Reads the key that stands beside a release list.
     *
     * @throws QGateException QG-UPD-0001 when there is none, QG-UPD-0003 when it is malformed
     */
    static ReleaseKey read(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            if (Json.read(Files.readString(file)) instanceof Map<?, ?> map
                    && SCHEMA.equals(map.get("schema"))
                    && map.get("ed25519") instanceof String first
                    && map.get("mlDsa65") instanceof String second) {
                return of(Base64.getDecoder().decode(first), Base64.getDecoder().decode(second));
            }
            throw new QGateException(UpdateError.ALTERED, file + " is not a " + SCHEMA + " document");
        } catch (NoSuchFileException absent) {
            throw new QGateException(UpdateError.UNSIGNED, file + " is missing", absent);
        } catch (IOException | IllegalArgumentException malformed) {
            throw new QGateException(UpdateError.ALTERED, file + ": " + malformed.getMessage(), malformed);
        }
    }

    /**
     * Returns the payload of an envelope whose two signatures are of this key.
     *
     * @param what for messages
     * @throws QGateException QG-UPD-0001, QG-UPD-0002 or QG-UPD-0003
     */
    byte[] verified(byte[] envelope, String payloadType, String what) {
        Envelope read;
        try {
            read = Envelope.decode(envelope);
        } catch (IllegalArgumentException malformed) {
            throw new QGateException(UpdateError.ALTERED, what + ": " + malformed.getMessage(), malformed);
        }
        if (!read.payloadType().equals(payloadType)) {
            throw new QGateException(UpdateError.ALTERED, what + " holds a " + read.payloadType());
        }
        if (read.signatures().isEmpty()) {
            throw new QGateException(UpdateError.UNSIGNED, what + " has no signature");
        }
        byte[] signed = Envelope.signed(payloadType, read.payload());
        boolean classical = read.signatures().stream().anyMatch(each -> isEd25519(signed, each.bytes()));
        boolean quantum = read.signatures().stream().anyMatch(each -> isMlDsa65(signed, each.bytes()));
        if (!classical || !quantum) {
            throw new QGateException(UpdateError.WRONG_KEY, what + " is not signed by the pinned key " + id);
        }
        return read.payload();
    }

    private boolean isEd25519(byte[] signed, byte[] signature) {
        Ed25519Signer verifier = new Ed25519Signer();
        verifier.init(false, new Ed25519PublicKeyParameters(ed25519, 0));
        verifier.update(signed, 0, signed.length);
        return verifier.verifySignature(signature);
    }

    private boolean isMlDsa65(byte[] signed, byte[] signature) {
        MLDSASigner verifier = new MLDSASigner();
        verifier.init(false, new MLDSAPublicKeyParameters(MLDSAParameters.ml_dsa_65, mlDsa65));
        verifier.update(signed, 0, signed.length);
        return verifier.verifySignature(signature);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReleaseKey key && key.id.equals(id);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ed25519);
    }

    @Override
    public String toString() {
        return "ReleaseKey[" + id + "]";
    }
}
