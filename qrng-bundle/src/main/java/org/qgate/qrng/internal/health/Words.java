package org.qgate.qrng.internal.health;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight samples at a time, the first in the lowest byte. */
final class Words {
    /** A word of an array, at any index. */
    static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    static final long ONES = 0x0101010101010101L;
    private static final long LOW7 = 0x7f7f7f7f7f7f7f7fL;
    private static final long HIGH = ~LOW7;

    private Words() {}

    /** Returns 0x80 in each byte that is not zero, 0 in the others; exact, no carry passes a byte. */
    static long nonZero(long word) {
        return ((word & LOW7) + LOW7 | word) & HIGH;
    }

    /** Gathers the highest bits of the bytes: that of byte k becomes bit k. */
    static long gathered(long highBits) {
        return (highBits >>> 7) * 0x0102040810204080L >>> 56; // no two of the 64 products share a bit
    }

    /** Mixes all bits of a number into all bits of another, one to one. */
    static long mixed(long value) {
        long z = (value ^ value >>> 32) * 0xd6e8feb86659fd93L;
        z = (z ^ z >>> 32) * 0xd6e8feb86659fd93L;
        return z ^ z >>> 32;
    }
}
