package org.qgate.crypto.internal.primitive;

import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import javax.crypto.SecretKey;

/**
 * An AES key that can be wiped, which the runtime's {@code SecretKeySpec} cannot be. Ciphers take copies of their own,
 * some of which nobody can reach. Not thread-safe.
 */
final class RawKey implements SecretKey {
    private static final long serialVersionUID = 1L;

    private final transient byte[] bytes;

    /** Takes the array over: it is wiped with the key. */
    RawKey(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public String getAlgorithm() {
        return "AES";
    }

    @Override
    public String getFormat() {
        return "RAW";
    }

    @Override
    public byte[] getEncoded() {
        return bytes.clone();
    }

    @Override
    public void destroy() {
        Bytes.wipe(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawKey key && Bytes.same(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    private void writeObject(ObjectOutputStream out) throws NotSerializableException {
        throw new NotSerializableException("a key");
    }
}
