package org.qgate.ext.testkit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.qgate.ext.Permission;
import org.qgate.ext.crypto.Keys;

/**
 * Keys of one extender of one publisher on one node. Of the node's own kinds, made from the node's seed; the secrets and
 * agreements themselves are others than a real node would make.
 */
final class KitKeys implements Keys {
    private static final Pattern PURPOSE = Pattern.compile("[a-z0-9./-]{1,64}");
    private static final int LONGEST_MESSAGE = 1 << 20;
    private static final int KEY = 32;
    private static final byte[] SIGNED = ascii("qgate 1 extender signature");

    private final Pass pass;
    private final byte[] seed;

    KitKeys(Pass pass, byte[] seed) {
        this.pass = pass;
        this.seed = seed;
    }

    private byte[] own(String kind, String purpose) {
        Sheet sheet = pass.sheet();
        return Draws.hash(seed, kind, sheet.id(), sheet.publisher(), purpose);
    }

    private void usable(Permission permission, String purpose) {
        pass.use(permission);
        Bounds.matching("the purpose", purpose, PURPOSE);
    }

    @Override
    public byte[] signingKey(String purpose) {
        usable(Permission.CRYPTO_SIGN, purpose);
        return signer(purpose).generatePublicKey().getEncoded();
    }

    private Ed25519PrivateKeyParameters signer(String purpose) {
        return new Ed25519PrivateKeyParameters(own("sign", purpose));
    }

    @Override
    public byte[] sign(String purpose, byte[] message) {
        Bounds.bytes("the message", message, 0, LONGEST_MESSAGE);
        usable(Permission.CRYPTO_SIGN, purpose);
        byte[] whole = signed(purpose, message);
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        signer(purpose).sign(Ed25519.Algorithm.Ed25519, null, whole, 0, whole.length, signature, 0);
        return signature;
    }

    @Override
    public boolean verify(byte[] signingKey, String purpose, byte[] message, byte[] signature) {
        pass.require();
        Bounds.matching("the purpose", purpose, PURPOSE);
        Bounds.present("the key", signingKey);
        Bounds.present("the signature", signature);
        Bounds.bytes("the message", message, 0, LONGEST_MESSAGE);
        if (signingKey.length != KEY || signature.length != Ed25519.SIGNATURE_SIZE) {
            return false;
        }
        byte[] whole = signed(purpose, message);
        return Ed25519.validatePublicKeyFull(signingKey, 0)
                && Ed25519.verify(signature, 0, signingKey, 0, whole, 0, whole.length);
    }

    @Override
    public byte[] agreementKey(String purpose) {
        usable(Permission.CRYPTO_AGREE, purpose);
        return agreeing(purpose).generatePublicKey().getEncoded();
    }

    private X25519PrivateKeyParameters agreeing(String purpose) {
        return new X25519PrivateKeyParameters(own("agree", purpose));
    }

    @Override
    public byte[] agree(String purpose, byte[] otherKey) {
        byte[] theirs = Bounds.bytes("the key", otherKey, KEY, KEY).clone();
        usable(Permission.CRYPTO_AGREE, purpose);
        byte[] shared = Points.shared(agreeing(purpose), theirs);
        byte[] mine = agreeing(purpose).generatePublicKey().getEncoded();
        boolean mineFirst = Arrays.compareUnsigned(mine, theirs) < 0;
        return Draws.hash(shared, mineFirst ? mine : theirs, mineFirst ? theirs : mine, ascii(purpose));
    }

    @Override
    public byte[] secret(String purpose) {
        usable(Permission.CRYPTO_AGREE, purpose);
        return own("secret", purpose);
    }

    /** As on a node: what signs here is verified there. */
    private byte[] signed(String purpose, byte[] message) {
        byte[] id = ascii(pass.sheet().id());
        byte[] use = ascii(purpose);
        return ByteBuffer.allocate(SIGNED.length + 4 + id.length + use.length + message.length)
                .put(SIGNED)
                .put((byte) 0)
                .putShort((short) id.length)
                .put(id)
                .put((byte) use.length)
                .put(use)
                .put(message)
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
