package org.qgate.qrng.internal.mint;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import org.qgate.store.internal.seal.KeyName;
import org.qgate.store.internal.seal.Seal;

/** Seals nothing and checks all: for tests of what is durable. */
final class OpenSeal implements Seal {
    @Override
    public int epoch() {
        return 1;
    }

    @Override
    public int overhead() {
        return 32;
    }

    private static byte[] digest(KeyName key, byte[] first, byte[] second, int offset, int length) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(key.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            sha.update(first);
            sha.update(second, offset, length);
            return sha.digest();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public byte[] seal(KeyName key, byte[] associated, byte[] plain) {
        byte[] sealed = java.util.Arrays.copyOf(plain, plain.length + 32);
        System.arraycopy(digest(key, associated, plain, 0, plain.length), 0, sealed, plain.length, 32);
        return sealed;
    }

    @Override
    public byte[] open(KeyName key, byte[] associated, byte[] sealed) throws GeneralSecurityException {
        byte[] plain = java.util.Arrays.copyOf(sealed, sealed.length - 32);
        if (!java.util.Arrays.equals(seal(key, associated, plain), sealed)) {
            throw new GeneralSecurityException("not what was sealed");
        }
        return plain;
    }

    @Override
    public byte[] mac(KeyName key, byte[] first, byte[] second, int offset, int length) {
        return digest(key, first, second, offset, length);
    }
}
