package org.qgate.blocks;

import java.util.Arrays;
import java.util.Comparator;
import org.qgate.api.qrng.Construction;
import org.qgate.common.wire.WireWriter;

/**
 * One window of samples, what the tests saw in it and what was made of it.
 *
 * @param window its number at the device
 * @param digest SHA-512 of the conditioned bytes, 64 bytes
 * @param recalled whether it was recalled before the block was made; otherwise the tests passed it
 * @param samples how many; zeros in all five numbers of the tests when not known, as for another node's device
 * @param longestRun of one value
 * @param runCutoff from which length a window is discarded
 * @param highestProportion most occurrences of a value
 * @param proportionCutoff from which number a window is discarded
 * @param rawBytes samples that went in
 * @param minEntropyMicrobits credited to a sample, millionths of a bit, rounded down
 * @param degraded whether no healthy source stood behind the bytes
 * @param startedMs when its first sample was read
 * @param endedMs when its last sample was read
 */
public record WindowFacts(
        long window,
        byte[] digest,
        boolean recalled,
        int samples,
        int longestRun,
        int runCutoff,
        int highestProportion,
        int proportionCutoff,
        int rawBytes,
        int minEntropyMicrobits,
        Conditioning conditioning,
        Construction construction,
        boolean degraded,
        long startedMs,
        long endedMs) {
    private static final int MOST_MICROBITS = 8_000_000;
    static final Comparator<WindowFacts> ORDER =
            Comparator.comparingLong(WindowFacts::window).thenComparing(WindowFacts::digest, Arrays::compareUnsigned);

    /** Returns the same, recalled. */
    public WindowFacts recall() {
        return new WindowFacts(
                window,
                digest,
                true,
                samples,
                longestRun,
                runCutoff,
                highestProportion,
                proportionCutoff,
                rawBytes,
                minEntropyMicrobits,
                conditioning,
                construction,
                degraded,
                startedMs,
                endedMs);
    }

    void writeTo(WireWriter out) {
        out.i64(window).bytes(digest).u8(recalled ? 1 : 0);
        out.u32(samples).u32(longestRun).u32(runCutoff).u32(highestProportion).u32(proportionCutoff);
        out.u32(rawBytes).u32(minEntropyMicrobits);
        out.u8(conditioning.code()).u8(construction.code()).u8(degraded ? 1 : 0);
        out.i64(startedMs).i64(endedMs);
    }

    static WindowFacts read(FieldReader in) {
        return new WindowFacts(
                in.i64("window", 0, Layout.MAX_COUNT),
                in.bytes("window digest", Layout.DIGEST),
                in.flag("window recalled"),
                number(in, "samples"),
                number(in, "longest run"),
                number(in, "run cutoff"),
                number(in, "highest proportion"),
                number(in, "proportion cutoff"),
                number(in, "raw bytes"),
                (int) in.u32("min-entropy", 0, MOST_MICROBITS),
                conditioning(in),
                construction(in),
                in.flag("degraded"),
                in.i64("started", 0, Layout.MAX_TIME),
                in.i64("ended", 0, Layout.MAX_TIME));
    }

    private static int number(FieldReader in, String field) {
        return (int) in.u32(field, 0, Integer.MAX_VALUE);
    }

    private static Conditioning conditioning(FieldReader in) {
        int code = in.u8("conditioning");
        return Conditioning.of(code).orElseThrow(() -> in.bad(code + " is none"));
    }

    private static Construction construction(FieldReader in) {
        int code = in.u8("construction");
        try {
            return Construction.of(code);
        } catch (IllegalArgumentException unknown) {
            throw in.bad(code + " is none");
        }
    }
}
