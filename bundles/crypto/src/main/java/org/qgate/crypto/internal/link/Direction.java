package org.qgate.crypto.internal.link;

import org.qgate.api.crypto.LinkSuite;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;
import org.qgate.crypto.internal.primitive.Aead;
import org.qgate.crypto.internal.primitive.Bytes;
import org.qgate.crypto.internal.primitive.Ciphers;
import org.qgate.crypto.internal.primitive.LengthMask;
import org.qgate.crypto.internal.primitive.Refusals;

/** One direction of a link at one end: key, counter, bytes so far, and the chain of length masks. */
final class Direction {
    private final byte[] key;
    private final Aead aead;
    private final LengthMask mask;
    private long records;
    private long bytes;

    private Direction(Aead aead, byte[] key, LengthMask mask) {
        this.aead = aead;
        this.key = key.clone();
        this.mask = mask;
    }

    static Direction sealing(LinkSuite suite, Ciphers ciphers, byte[] key, LengthMask mask) {
        return new Direction(Aead.sealing(suite, ciphers, key), key, mask);
    }

    static Direction opening(LinkSuite suite, Ciphers ciphers, byte[] key, LengthMask mask) {
        return new Direction(Aead.opening(suite, ciphers, key), key, mask);
    }

    /** The counter is the number of records under this key, so no nonce comes twice. */
    int apply(byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        int written = aead.apply(records, null, in, inOffset, length, out, outOffset);
        records++;
        bytes += Math.min(length, written); // the plaintext is the shorter of the two
        return written;
    }

    int nextMask() {
        return mask.next();
    }

    boolean reached(LinkLimits limits, int times) {
        return records >= times * limits.records() || bytes >= times * limits.bytes();
    }

    /** From here on another key, whose array is wiped; the chain of length masks goes on. */
    void rekey(byte[] replacement) {
        System.arraycopy(replacement, 0, key, 0, key.length);
        aead.rekey(replacement);
        Bytes.wipe(replacement);
        records = 0;
        bytes = 0;
    }

    void write(WireWriter out) {
        out.bytes(key).i64(records).i64(bytes).bytes(mask.export());
    }

    static Direction read(WireReader in, LinkSuite suite, Ciphers ciphers, boolean seals) {
        byte[] key = in.bytes(Aead.KEY);
        long records = in.i64();
        long bytes = in.i64();
        LengthMask mask = new LengthMask(in.bytes(LengthMask.BYTES), 0);
        if (records < 0 || bytes < 0) {
            throw Refusals.malformed("a link's counters are negative");
        }
        Direction read = seals ? sealing(suite, ciphers, key, mask) : opening(suite, ciphers, key, mask);
        read.records = records;
        read.bytes = bytes;
        Bytes.wipe(key);
        return read;
    }

    void wipe() {
        Bytes.wipe(key);
        aead.rekey(new byte[Aead.KEY]);
        mask.wipe();
    }
}
