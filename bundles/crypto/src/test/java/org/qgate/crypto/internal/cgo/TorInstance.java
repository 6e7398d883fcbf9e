package org.qgate.crypto.internal.cgo;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.qgate.crypto.internal.primitive.Bytes;

/** Tor's instance (proposal 359): POLYVAL and AES-128, no counter in the tweak. Slow; for published vectors only. */
final class TorInstance implements CgoInstance {
    private static final int KEY = 16;

    private byte[] blockKey;
    private byte[] hashKey;
    private byte[] streamKey;
    private byte[] startKey;

    @Override
    public int keyBytes() {
        return 4 * KEY;
    }

    @Override
    public void rekey(byte[] state) {
        blockKey = Arrays.copyOf(state, KEY);
        hashKey = Arrays.copyOfRange(state, KEY, 2 * KEY);
        streamKey = Arrays.copyOfRange(state, 2 * KEY, 3 * KEY);
        startKey = Arrays.copyOfRange(state, 3 * KEY, 4 * KEY);
    }

    @Override
    public void hash(long c, byte[] tweak, int command, byte[] right, int offset, int length, byte[] out) {
        byte[] input =
                Bytes.join(tweak, new byte[] {(byte) command}, Arrays.copyOfRange(right, offset, offset + length));
        System.arraycopy(Polyval.hash(hashKey, input), 0, out, 0, 16);
    }

    @Override
    public void encrypt(byte[] in, byte[] out) {
        block(Cipher.ENCRYPT_MODE, in, out);
    }

    @Override
    public void decrypt(byte[] in, byte[] out) {
        block(Cipher.DECRYPT_MODE, in, out);
    }

    private void block(int mode, byte[] in, byte[] out) {
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(mode, new SecretKeySpec(blockKey, "AES"));
            cipher.doFinal(in, 0, 16, out, 0);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Override
    public void stream(
            byte[] left, int leftOffset, int t, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        byte[] start = Polyval.hash(startKey, Arrays.copyOfRange(left, leftOffset, leftOffset + 16));
        start[15] &= (byte) 0xc0; // the low six bits count blocks; UPDATE begins at 31
        ByteBuffer.wrap(start).putLong(8, ByteBuffer.wrap(start).getLong(8) + 31L * t);
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(streamKey, "AES"), new IvParameterSpec(start));
            cipher.doFinal(in, inOffset, length, out, outOffset);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Override
    public void wipe() {
        rekey(new byte[keyBytes()]);
    }
}
