package org.qgate.qrng.internal.deliver.wire;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.qgate.api.NodeId;
import org.qgate.api.qrng.Construction;
import org.qgate.api.qrng.Provenance;
import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;
import org.qgate.qrng.internal.flow.BatchHeader;
import org.qgate.qrng.internal.flow.WindowStatistics;

/** The header of a batch on the wire ([QRN-6]): who has the other end of the wire is not in it. */
public final class Headers {
    private static final Pattern DEVICE = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    private static final int STREAM_BYTES = 32;
    private static final int HASH_BYTES = 32;
    private static final int DIGEST_BYTES = 64;
    private static final double MOST_ENTROPY = 8;

    private Headers() {}

    /** Writes a header without its server. */
    public static void write(WireWriter out, BatchHeader header) {
        out.ascii8(header.device())
                .bytes(exact(header.serialHash(), HASH_BYTES))
                .bytes(exact(header.firmwareHash(), HASH_BYTES))
                .u8(header.provenance().code())
                .i64(header.window());
        WindowStatistics seen = header.statistics();
        out.i32(seen.samples())
                .i32(seen.longestRun())
                .i32(seen.runCutoff())
                .i32(seen.highestProportion())
                .i32(seen.proportionCutoff())
                .i32(header.rawBytes())
                .i64(Double.doubleToLongBits(header.minEntropy()))
                .ascii8(header.conditioning())
                .u8(header.construction().code())
                .u8(header.degraded() ? 1 : 0)
                .bytes16(HexFormat.of().parseHex(header.stream()))
                .i64(header.startedWallMs())
                .i64(header.endedWallMs())
                .bytes(exact(header.digest(), DIGEST_BYTES));
    }

    /**
     * Reads a header.
     *
     * @param server whose device it is
     * @throws WireException when it is none
     */
    public static BatchHeader read(WireReader in, Optional<NodeId> server) {
        String device = in.ascii8();
        if (!DEVICE.matcher(device).matches()) {
            throw new WireException("not the name of a device");
        }
        byte[] serial = in.bytes(HASH_BYTES);
        byte[] firmware = in.bytes(HASH_BYTES);
        Provenance provenance = provenance(in.u8());
        long window = notNegative(in.i64(), "window");
        WindowStatistics seen = new WindowStatistics(
                count(in, "samples"),
                count(in, "longest run"),
                count(in, "cutoff"),
                count(in, "proportion"),
                count(in, "cutoff"));
        int rawBytes = count(in, "raw bytes");
        double entropy = entropy(in.i64());
        String conditioning = conditioning(in.ascii8());
        Construction construction = construction(in.u8());
        boolean degraded = flag(in.u8());
        String stream = stream(in.bytes16(STREAM_BYTES));
        long started = notNegative(in.i64(), "beginning");
        long ended = notNegative(in.i64(), "end");
        return new BatchHeader(
                server,
                device,
                serial,
                firmware,
                provenance,
                window,
                seen,
                rawBytes,
                entropy,
                conditioning,
                construction,
                degraded,
                stream,
                started,
                ended,
                in.bytes(DIGEST_BYTES));
    }

    private static byte[] exact(byte[] value, int length) {
        if (value.length != length) {
            throw new IllegalArgumentException(value.length + " bytes, not " + length);
        }
        return value;
    }

    private static Provenance provenance(int code) {
        try {
            return Provenance.of(code);
        } catch (IllegalArgumentException unknown) {
            throw new WireException("no provenance " + code);
        }
    }

    private static Construction construction(int code) {
        try {
            return Construction.of(code);
        } catch (IllegalArgumentException unknown) {
            throw new WireException("no construction " + code);
        }
    }

    private static String conditioning(String name) {
        if (name.getBytes(StandardCharsets.US_ASCII).length > 32 || name.isEmpty()) {
            throw new WireException("not the name of a conditioner");
        }
        return name;
    }

    private static double entropy(long bits) {
        double value = Double.longBitsToDouble(bits);
        if (!(value >= 0 && value <= MOST_ENTROPY) || bits == Long.MIN_VALUE) {
            throw new WireException("min-entropy outside 0 to 8 bits");
        }
        return value;
    }

    private static boolean flag(int value) {
        if (value > 1) {
            throw new WireException("a flag of " + value);
        }
        return value == 1;
    }

    private static String stream(byte[] value) {
        if (value.length != 0 && value.length != STREAM_BYTES) {
            throw new WireException("a stream of " + value.length + " bytes");
        }
        return HexFormat.of().formatHex(value);
    }

    private static int count(WireReader in, String what) {
        return (int) notNegative(in.i32(), what);
    }

    private static long notNegative(long value, String what) {
        if (value < 0) {
            throw new WireException(what + " below 0");
        }
        return value;
    }
}
