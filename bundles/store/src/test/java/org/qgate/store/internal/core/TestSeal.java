package org.qgate.store.internal.core;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.qgate.store.internal.seal.KeyName;
import org.qgate.store.internal.seal.Seal;

/**
 * AES-256-GCM and HMAC-SHA-256 of the JDK under keys derived from one secret. Nonces are a number of the instance and a
 * counter: fit for tests only.
 */
public final class TestSeal implements Seal {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private final byte[] secret;
    private final int instance;
    private final int epoch;
    private final AtomicLong counter = new AtomicLong();
    private final Map<KeyName, byte[]> keys = new ConcurrentHashMap<>();

    public TestSeal(String secret, int instance, int epoch) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
        this.instance = instance;
        this.epoch = epoch;
    }

    private byte[] key(KeyName name) {
        return keys.computeIfAbsent(name, each -> {
            byte[] label = (each.use() + "/" + each.epoch()).getBytes(StandardCharsets.UTF_8);
            return hmac(secret, label, new byte[0], 0, 0);
        });
    }

    private static byte[] hmac(byte[] key, byte[] first, byte[] second, int offset, int length) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(first);
            mac.update(second, offset, length);
            return mac.doFinal();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    @Override
    public int epoch() {
        return epoch;
    }

    @Override
    public int overhead() {
        return NONCE_BYTES + TAG_BYTES;
    }

    @Override
    public byte[] seal(KeyName name, byte[] associated, byte[] plain) {
        byte[] out = new byte[plain.length + overhead()];
        ByteBuffer.wrap(out).putInt(instance).putLong(counter.incrementAndGet());
        try {
            cipher(Cipher.ENCRYPT_MODE, name, associated, out).doFinal(plain, 0, plain.length, out, NONCE_BYTES);
            return out;
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Override
    public byte[] open(KeyName name, byte[] associated, byte[] sealed) throws GeneralSecurityException {
        if (sealed.length < overhead()) {
            throw new GeneralSecurityException("too short");
        }
        return cipher(Cipher.DECRYPT_MODE, name, associated, sealed)
                .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
    }

    private Cipher cipher(int mode, KeyName name, byte[] associated, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        GCMParameterSpec parameters = new GCMParameterSpec(TAG_BYTES * 8, nonce, 0, NONCE_BYTES);
        cipher.init(mode, new SecretKeySpec(key(name), "AES"), parameters);
        cipher.updateAAD(associated);
        return cipher;
    }

    @Override
    public byte[] mac(KeyName name, byte[] first, byte[] second, int offset, int length) {
        return hmac(key(name), first, second, offset, length);
    }
}
