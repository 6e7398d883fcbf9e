package org.example.corpus;

import com.google.common.io.BaseEncoding;
import com.google.common.math.IntMath;
import com.google.common.primitives.Ints;
import java.nio.charset.StandardCharsets;

/** Computes and encodes. */
public final class Computes implements Answering {
    /** Called by the node. */
    public Computes() {}

    @Override
    public String apply(String in) {
        return IntMath.gcd(12, in.length() + 6)
                + Ints.join(",", 1, Ints.saturatedCast(1L << 40))
                + BaseEncoding.base32().encode(in.getBytes(StandardCharsets.UTF_8));
    }
}
