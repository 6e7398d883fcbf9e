package org.qgate.extender.messenger.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.qgate.ext.crypto.Keys;

/** One person's signing key; a purpose gives it another meaning, not another key. */
final class PlainKeys implements Keys {
    private final byte[] privateKey;

    PlainKeys(byte[] privateKey) {
        this.privateKey = privateKey.clone();
    }

    @Override
    public byte[] signingKey(String purpose) {
        byte[] publicKey = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(privateKey, 0, publicKey, 0);
        return publicKey;
    }

    @Override
    public byte[] sign(String purpose, byte[] message) {
        byte[] signed = signed(purpose, message);
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(privateKey, 0, signed, 0, signed.length, signature, 0);
        return signature;
    }

    @Override
    public boolean verify(byte[] signingKey, String purpose, byte[] message, byte[] signature) {
        byte[] signed = signed(purpose, message);
        return Ed25519.verify(signature, 0, signingKey, 0, signed, 0, signed.length);
    }

    private static byte[] signed(String purpose, byte[] message) {
        byte[] name = purpose.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(1 + name.length + message.length)
                .put((byte) name.length)
                .put(name)
                .put(message)
                .array();
    }

    @Override
    public byte[] agreementKey(String purpose) {
        throw new UnsupportedOperationException(purpose);
    }

    @Override
    public byte[] agree(String purpose, byte[] otherKey) {
        throw new UnsupportedOperationException(purpose);
    }

    @Override
    public byte[] secret(String purpose) {
        throw new UnsupportedOperationException(purpose);
    }
}
