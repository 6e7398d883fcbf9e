package org.qgate.crypto.internal.primitive;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.digests.Blake3Digest;
import org.bouncycastle.crypto.params.Blake3Parameters;

/** BLAKE3 by BouncyCastle: derive-key mode with length-prefixed parts, and the plain hash. Thread-safe: no state. */
public final class Blake3 {
    private static final int BYTES = 32;

    /** See {@link org.qgate.api.crypto.Hashes#blake3}. */
    public byte[] blake3(String domain, byte[]... parts) {
        Blake3Digest digest = deriving(domain);
        byte[] length = new byte[8];
        for (byte[] part : parts) {
            ByteBuffer.wrap(length).putLong(part.length);
            digest.update(length, 0, length.length);
            digest.update(part, 0, part.length);
        }
        return finish(digest);
    }

    /** The derive-key mode, to be fed. */
    static Blake3Digest deriving(String context) {
        Blake3Digest digest = new Blake3Digest();
        digest.init(Blake3Parameters.context(context.getBytes(StandardCharsets.UTF_8)));
        return digest;
    }

    /** See {@link org.qgate.api.crypto.Hashes#blake3Plain}. */
    public byte[] blake3Plain(byte[] input) {
        Blake3Digest digest = new Blake3Digest();
        digest.update(input, 0, input.length);
        return finish(digest);
    }

    static byte[] finish(Blake3Digest digest) {
        byte[] out = new byte[BYTES];
        digest.doFinal(out, 0);
        return out;
    }
}
