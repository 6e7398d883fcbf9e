package org.qgate.qrng.internal.condition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.qgate.api.crypto.Hashes;

/** Hashes, and notes what was hashed. */
final class NotingHashes implements Hashes {
    private final Hashes by;
    final List<byte[]> inputs = new ArrayList<>();

    NotingHashes(Hashes by) {
        this.by = by;
    }

    @Override
    public void sha512(byte[] in, int offset, int length, byte[] out, int outOffset) {
        inputs.add(Arrays.copyOfRange(in, offset, offset + length));
        by.sha512(in, offset, length, out, outOffset);
    }

    @Override
    public void sha256(byte[] in, int offset, int length, byte[] out, int outOffset) {
        inputs.add(Arrays.copyOfRange(in, offset, offset + length));
        by.sha256(in, offset, length, out, outOffset);
    }

    @Override
    public byte[] blake3(String domain, byte[]... parts) {
        return by.blake3(domain, parts);
    }

    @Override
    public byte[] blake3Plain(byte[] input) {
        return by.blake3Plain(input);
    }

    @Override
    public boolean same(byte[] one, byte[] other) {
        return by.same(one, other);
    }
}
