package org.qgate.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.qgate.common.dsse.Envelope;
import org.qgate.common.json.Json;
import org.qgate.common.release.PublicReleaseKey;

/**
 * The secret half of a release key: two seeds of 32 bytes, for Ed25519 (RFC 8032) and ML-DSA-65 (FIPS 204). Signatures are
 * deterministic, so that a build can be repeated byte for byte.
 */
public final class SecretKey {
    private static final String SCHEMA = "qgate.release-secret/1";
    private static final int SEED_BYTES = 32;

    private final Ed25519PrivateKeyParameters ed25519;
    private final MLDSAPrivateKeyParameters mlDsa65;

    private SecretKey(byte[] edSeed, byte[] mlDsaSeed) {
        ed25519 = new Ed25519PrivateKeyParameters(edSeed, 0);
        mlDsa65 = new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_65, mlDsaSeed);
    }

    /** Makes a key and its file, 0600; never replaces one. */
    public static SecretKey make(Path file) throws IOException {
        SecureRandom random = new SecureRandom();
        byte[] first = new byte[SEED_BYTES];
        byte[] second = new byte[SEED_BYTES];
        random.nextBytes(first);
        random.nextBytes(second);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schema", SCHEMA);
        document.put("ed25519Seed", Base64.getEncoder().encodeToString(first));
        document.put("mlDsa65Seed", Base64.getEncoder().encodeToString(second));
        if (file.toAbsolutePath().getParent() != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
        }
        try (var channel = Files.newByteChannel(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(StandardCharsets.UTF_8.encode(Json.writePretty(document)));
        }
        return new SecretKey(first, second);
    }

    /** Reads a key file. */
    public static SecretKey read(Path file) throws IOException {
        try {
            if (Json.read(Files.readString(file)) instanceof Map<?, ?> map
                    && SCHEMA.equals(map.get("schema"))
                    && map.get("ed25519Seed") instanceof String first
                    && map.get("mlDsa65Seed") instanceof String second) {
                byte[] edSeed = Base64.getDecoder().decode(first);
                byte[] mlDsaSeed = Base64.getDecoder().decode(second);
                if (edSeed.length == SEED_BYTES && mlDsaSeed.length == SEED_BYTES) {
                    return new SecretKey(edSeed, mlDsaSeed);
                }
            }
        } catch (IllegalArgumentException malformed) {
            throw new IOException(file + " is no release key", malformed);
        }
        throw new IOException(file + " is no release key");
    }

    /** Returns where this user's developer key is, whether it exists or not. */
    public static Path developerFile() {
        String config = System.getenv("XDG_CONFIG_HOME");
        Path folder = config == null || config.isBlank()
                ? Path.of(System.getProperty("user.home"), ".config")
                : Path.of(config);
        return folder.resolve("qgate").resolve("developer.key");
    }

    /** Returns the public half. */
    public PublicReleaseKey publicKey() {
        return new PublicReleaseKey(
                ed25519.generatePublicKey().getEncoded(),
                mlDsa65.getPublicKeyParameters().getEncoded());
    }

    /** Returns the key's name. */
    public String id() {
        return publicKey().id();
    }

    /** Signs a payload with both. */
    public Envelope sign(String payloadType, byte[] payload) {
        byte[] signed = Envelope.signed(payloadType, payload);
        try {
            Ed25519Signer classical = new Ed25519Signer();
            classical.init(true, ed25519);
            classical.update(signed, 0, signed.length);
            MLDSASigner quantum = new MLDSASigner();
            quantum.init(true, mlDsa65);
            quantum.update(signed, 0, signed.length);
            return new Envelope(
                    payloadType,
                    payload,
                    List.of(
                            new Envelope.Signature(id() + ":ed25519", classical.generateSignature()),
                            new Envelope.Signature(id() + ":ml-dsa-65", quantum.generateSignature())));
        } catch (CryptoException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
