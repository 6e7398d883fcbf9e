package org.qgate.crypto.internal.identity;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.crypto.internal.primitive.Blake3;
import org.qgate.crypto.internal.primitive.Bytes;
import org.qgate.crypto.internal.primitive.Ciphers;
import org.qgate.crypto.internal.primitive.Hkdf;
import org.qgate.crypto.internal.primitive.Refusals;

/**
 * What hides and proves the first bytes of a link to one node ([LINK-2], [LINK-3]): AES-256-CBC over ephemeral keys, so
 * that they look random, and a MAC that only who knows NodeId and link key can make. Neither keeps a secret from who
 * knows both. Immutable, thread-safe.
 */
public final class LinkMask {
    /** Bytes of a masked ephemeral key. */
    public static final int MASKED = 32;

    /** Bytes of the MAC. */
    public static final int MAC = 16;

    private static final int BLOCK = 16;
    private static final Blake3 HASHES = new Blake3();

    private final byte[] key;
    private final byte[] firstIv;
    private final byte[] macKey;

    /** Derives the three keys of a responder. */
    public LinkMask(NodeId nodeId, byte[] linkKey) {
        key = HASHES.blake3("qgate 1 link mask key", nodeId.bytes());
        firstIv = Arrays.copyOf(HASHES.blake3("qgate 1 link mask iv", nodeId.bytes(), linkKey), BLOCK);
        macKey = HASHES.blake3("qgate 1 link probe key", nodeId.bytes(), linkKey);
    }

    /** Masks an ephemeral key; {@code before} is message 1's masked key when this is message 2's, else null. */
    public byte[] mask(byte[] ephemeral, byte[] before) {
        return cbc(Cipher.ENCRYPT_MODE, ephemeral, before);
    }

    /** Reveals an ephemeral key. */
    public byte[] unmask(byte[] masked, byte[] before) {
        return cbc(Cipher.DECRYPT_MODE, masked, before);
    }

    private byte[] cbc(int mode, byte[] in, byte[] before) {
        byte[] iv = before == null ? firstIv : Arrays.copyOfRange(before, MASKED - BLOCK, MASKED);
        try {
            Cipher cipher = Ciphers.standard().chained();
            cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
            return cipher.doFinal(in, 0, MASKED);
        } catch (GeneralSecurityException missing) {
            throw Refusals.noProvider(missing);
        }
    }

    /** Returns the MAC over a masked ephemeral key and the suite. */
    public byte[] mac(LinkSuite suite, byte[] masked) {
        return Arrays.copyOf(Hkdf.hmac(macKey, new byte[] {(byte) suite.code()}, masked), MAC);
    }

    /** Judges masked key and MAC at an offset, in constant time. */
    public boolean plausible(LinkSuite suite, byte[] message, int offset) {
        byte[] mac = mac(suite, Arrays.copyOfRange(message, offset, offset + MASKED));
        return Bytes.same(mac, 0, message, offset + MASKED, MAC);
    }
}
