package org.qgate.crypto.internal.primitive;

import java.security.Provider;
import org.qgate.api.crypto.Hashes;

/** BLAKE3 by BouncyCastle, SHA-2 by the runtime or a provider that is faster here. Thread-safe. */
public final class PlainHashes implements Hashes {
    private final Blake3 blake3 = new Blake3();
    private final Digests sha512;
    private final Digests sha256;

    /** @param provider of SHA-2, or null for the runtime's choice */
    public PlainHashes(Provider provider) {
        sha512 = new Digests("SHA-512", provider);
        sha256 = new Digests("SHA-256", provider);
    }

    @Override
    public byte[] blake3(String domain, byte[]... parts) {
        return blake3.blake3(domain, parts);
    }

    @Override
    public byte[] blake3Plain(byte[] input) {
        return blake3.blake3Plain(input);
    }

    @Override
    public void sha512(byte[] in, int offset, int length, byte[] out, int outOffset) {
        sha512.digest(in, offset, length, out, outOffset);
    }

    @Override
    public void sha256(byte[] in, int offset, int length, byte[] out, int outOffset) {
        sha256.digest(in, offset, length, out, outOffset);
    }

    @Override
    public boolean same(byte[] one, byte[] other) {
        return Bytes.same(one, other);
    }
}
