package org.qgate.extender.messenger.session;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.interfaces.XECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;

/**
 * Reads the vector's messages from private keys alone, as the clauses of the protocol say it, from top to bottom: with the JDK's
 * X25519, HMAC and ChaCha20-Poly1305, an HKDF of its own, and Bouncy Castle's ML-KEM. None of the classes under test is used.
 */
final class PlainReader {
    private static final int IDENTITY = 1 + 32 + 32 + 1184;

    private final Map<String, String> vector;

    PlainReader(Map<String, String> vector) {
        this.vector = vector;
    }

    /** One of anna's first messages. */
    byte[] readAtBert(String name) throws Exception {
        ByteBuffer packet = unseal(name, "bertIdentity");
        byte[] all = packet.array().clone();
        packet.position(packet.position() + 1 + 32 + 16 + 1);
        byte[] anna = take(packet, IDENTITY);
        packet.getInt();
        packet.getInt();
        byte[] toIdentity = take(packet, 1088);
        byte[] toPreKey = take(packet, 1088);
        byte[] ephemeral = take(packet, 32);
        byte[] kem = take(packet, 1184);
        packet.position(packet.position() + 4 + 4);
        int number = packet.getInt();
        byte[] keys = handshake(anna, ephemeral, kem, toIdentity, toPreKey);
        return open(Arrays.copyOfRange(keys, 32, 64), number, all, packet);
    }

    /** Bert's first answer. */
    byte[] readAtAnna(String name) throws Exception {
        byte[] root = rootOfFirst();
        ByteBuffer packet = unseal(name, "annaIdentity");
        byte[] all = packet.array().clone();
        packet.position(packet.position() + 1 + 32 + 16 + 1);
        byte[] agreement = take(packet, 32);
        byte[] kem = take(packet, 1184);
        byte[] ciphertext = take(packet, packet.getInt());
        packet.getInt();
        int number = packet.getInt();
        byte[] agreed = agree("annaEphemeral", agreement);
        byte[] secret = decapsulate("annaEphemeral", ciphertext);
        ByteBuffer first = unseal("first", "bertIdentity");
        first.position(1 + 32 + 16 + 1 + IDENTITY + 8 + 2 * 1088);
        byte[] transcript = digest("qgm/1 step", agreement, kem, ciphertext, take(first, 32), take(first, 1184));
        byte[] keys = hkdf(join(agreed, secret), root, join(ascii("qgm/1 root"), transcript), 64);
        return open(Arrays.copyOfRange(keys, 32, 64), number, all, packet);
    }

    private byte[] rootOfFirst() throws Exception {
        ByteBuffer first = unseal("first", "bertIdentity");
        first.position(1 + 32 + 16 + 1);
        byte[] anna = take(first, IDENTITY);
        first.position(first.position() + 8);
        byte[] toIdentity = take(first, 1088);
        byte[] toPreKey = take(first, 1088);
        byte[] keys = handshake(anna, take(first, 32), take(first, 1184), toIdentity, toPreKey);
        return Arrays.copyOf(keys, 32);
    }

    private byte[] handshake(byte[] anna, byte[] ephemeral, byte[] kem, byte[] toIdentity, byte[] toPreKey)
            throws Exception {
        byte[] bundle =
                join(new byte[] {1}, hex("bertIdentity"), hex("bertSigned"), new byte[] {1}, hex("bertOneTime"));
        byte[] transcript = digest("qgm/1 handshake", anna, bundle, ephemeral, kem, toIdentity, toPreKey);
        byte[] secrets = join(
                agree("bertSigned", Arrays.copyOfRange(anna, 33, 65)),
                agree("bertIdentity", ephemeral),
                agree("bertSigned", ephemeral),
                agree("bertOneTime", ephemeral),
                decapsulate("bertIdentity", toIdentity),
                decapsulate("bertOneTime", toPreKey));
        return hkdf(secrets, new byte[0], join(ascii("qgm/1 session"), transcript), 64);
    }

    /** The packet, without padding. */
    private ByteBuffer unseal(String name, String owner) throws Exception {
        byte[] envelope = hex(name);
        byte[] head = Arrays.copyOf(envelope, 1 + 32 + 1088);
        byte[] secret = join(
                agree(owner, Arrays.copyOfRange(head, 1, 33)),
                decapsulate(owner, Arrays.copyOfRange(head, 33, head.length)));
        byte[] transcript = digest("qgm/1 envelope", hex(owner), head);
        byte[] key = hkdf(secret, new byte[0], join(ascii("qgm/1 envelope key"), transcript), 32);
        byte[] sealed = Arrays.copyOfRange(envelope, head.length, envelope.length);
        ByteBuffer plain = ByteBuffer.wrap(aead(key, new byte[12], head, sealed));
        return ByteBuffer.wrap(take(plain, plain.getInt()));
    }

    private byte[] open(byte[] chain, int number, byte[] packet, ByteBuffer rest) throws Exception {
        byte[] key = chain;
        for (int i = 0; i < number; i++) {
            key = hmac(key, new byte[] {2});
        }
        byte[] both = hkdf(hmac(key, new byte[] {1}), new byte[0], ascii("qgm/1 message"), 44);
        byte[] associated = Arrays.copyOf(packet, rest.position());
        byte[] sealed = take(rest, rest.remaining());
        return aead(Arrays.copyOf(both, 32), Arrays.copyOfRange(both, 32, 44), associated, sealed);
    }

    private byte[] hex(String name) {
        return HexFormat.of().parseHex(vector.get(name));
    }

    private byte[] agree(String name, byte[] other) throws Exception {
        KeyFactory keys = KeyFactory.getInstance("X25519");
        byte[] turned = new byte[32];
        for (int i = 0; i < 32; i++) {
            turned[i] = other[31 - i];
        }
        turned[0] &= 0x7f;
        XECPublicKey theirs = (XECPublicKey)
                keys.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, new BigInteger(1, turned)));
        KeyAgreement agreement = KeyAgreement.getInstance("X25519");
        agreement.init(
                keys.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, hex(name + "AgreementPrivate"))));
        agreement.doPhase(theirs, true);
        return agreement.generateSecret();
    }

    private byte[] decapsulate(String name, byte[] ciphertext) {
        return new MLKEMExtractor(new MLKEMPrivateKeyParameters(MLKEMParameters.ml_kem_768, hex(name + "KemPrivate")))
                .extractSecret(ciphertext);
    }

    private static byte[] digest(String label, byte[]... blocks) throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update(length(ascii(label)));
        sha256.update(ascii(label));
        for (byte[] block : blocks) {
            sha256.update(length(block));
            sha256.update(block);
        }
        return sha256.digest();
    }

    private static byte[] length(byte[] bytes) {
        return ByteBuffer.allocate(4).putInt(bytes.length).array();
    }

    private static byte[] hmac(byte[] key, byte[]... parts) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    /** RFC 5869. */
    private static byte[] hkdf(byte[] secret, byte[] salt, byte[] info, int length) throws Exception {
        byte[] prk = hmac(salt.length == 0 ? new byte[32] : salt, secret);
        byte[] out = new byte[0];
        byte[] last = new byte[0];
        for (byte i = 1; out.length < length; i++) {
            last = hmac(prk, last, info, new byte[] {i});
            out = join(out, last);
        }
        return Arrays.copyOf(out, length);
    }

    private static byte[] aead(byte[] key, byte[] nonce, byte[] associated, byte[] sealed) throws Exception {
        Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "ChaCha20"), new IvParameterSpec(nonce));
        cipher.updateAAD(associated);
        return cipher.doFinal(sealed);
    }

    private static byte[] take(ByteBuffer from, int count) {
        byte[] bytes = new byte[count];
        from.get(bytes);
        return bytes;
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
